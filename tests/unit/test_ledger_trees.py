"""Laws of Merkle trees, tiles and proofs, against RFC 6962 as it is written."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.ledger.rules import merkle, tiles
from thidua.verify import merkle as verify

# Leaves, roots and proofs that are published with the implementations of RFC 6962.
PUBLISHED = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
FIRST_OF_EIGHT = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]
SIX_TO_EIGHT = [
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]

leaves_of_a_log = st.lists(st.binary(max_size=20), max_size=40)


def mth(leaves):
    """Hash a tree as RFC 6962, section 2.1 writes it."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m, leaves):
    """List an audit path as section 2.1.1 writes it."""
    if len(leaves) <= 1:
        return []
    k = merkle.split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m, leaves, whole):
    """List a consistency proof as section 2.1.2 writes it."""
    if m == len(leaves):
        return [] if whole else [mth(leaves)]
    k = merkle.split(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], whole=False), mth(leaves[:k])]


def published(leaves):
    """Give the files of a log, and what looks up hashes in them."""
    edge, files = tiles.Edge(), {}
    for leaf in leaves:
        files.update(edge.add(leaf))
    files.update(edge.partial())
    return edge, files, tiles.subtrees(len(leaves), files.__getitem__)


@pytest.mark.parametrize("size", range(9))
def test_published_roots_come_out(size):
    assert merkle.root(PUBLISHED[:size]).hex() == ROOTS[size]
    assert verify.root(map(verify.leaf_hash, PUBLISHED[:size])).hex() == ROOTS[size]


def test_published_proofs_come_out():
    _, _, subtree = published(PUBLISHED)
    assert [hashed.hex() for hashed in merkle.inclusion(0, 8, subtree)] == FIRST_OF_EIGHT
    assert [hashed.hex() for hashed in merkle.consistency(1, 8, subtree)] == FIRST_OF_EIGHT
    assert [hashed.hex() for hashed in merkle.consistency(6, 8, subtree)] == SIX_TO_EIGHT


@given(leaves_of_a_log)
def test_three_ways_give_one_root(leaves):
    edge, _, _ = published(leaves)
    hashes = map(verify.leaf_hash, leaves)
    assert mth(leaves) == merkle.root(leaves) == verify.root(hashes) == edge.root()


@given(leaves_of_a_log.filter(bool), st.data())
def test_an_inclusion_proof_is_the_rfcs_and_leads_to_the_root(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = merkle.inclusion(index, len(leaves), published(leaves)[2])
    assert list(proof) == path(index, leaves)
    assert verify.root_of_proof(leaves[index], index, len(leaves), proof) == mth(leaves)


@given(leaves_of_a_log.filter(bool), st.data())
def test_a_consistency_proof_is_the_rfcs(leaves, data):
    older = data.draw(st.integers(1, len(leaves)))
    proof = merkle.consistency(older, len(leaves), published(leaves)[2])
    assert list(proof) == subproof(older, leaves, whole=True)


@pytest.mark.parametrize("older", [0, 8])
def test_nothing_and_everything_need_no_consistency_proof(older):
    assert merkle.consistency(older, 8, published(PUBLISHED)[2]) == ()


@pytest.mark.parametrize("size", [255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 70_000])
def test_tiles_are_cut_as_c2sp_says(size):
    leaves = [number.to_bytes(3) for number in range(size)]
    edge, files, subtree = published(leaves)
    assert edge.root() == merkle.root(leaves) == subtree(0, size)
    widths = {}
    for name, content in files.items():
        _, level, *rest = name.split("/")
        if level != "entries":
            widths.setdefault(int(level), []).append(len(content) // 32)
            assert rest[-2:-1] == [] or not rest[-2].endswith(".p") or int(rest[-1]) < 256
    for level, found in widths.items():
        assert sum(found) == size >> 8 * level
        assert sorted(found)[1:] in ([], [256] * (len(found) - 1))
    index = size * 2 // 3
    proof = merkle.inclusion(index, size, subtree)
    assert verify.root_of_proof(leaves[index], index, size, proof) == edge.root()


@given(leaves_of_a_log.filter(bool), st.data())
def test_no_altered_inclusion_proof_leads_to_the_root(leaves, data):
    size = len(leaves)
    index = data.draw(st.integers(0, size - 1))
    proof = list(merkle.inclusion(index, size, published(leaves)[2]))
    alterations = [
        (leaves[index] + b"!", index, size, proof),
        (leaves[index], size, size, proof),
        (leaves[index], -1, size, proof),
        (leaves[index], index, size, [*proof, bytes(32)]),
        (leaves[index], index, size, [bytes(32)] * 64),
    ]
    if proof:
        alterations.append((leaves[index], index, size, proof[:-1]))
        alterations.append((leaves[index], index, size, proof[1:]))
        alterations.append((leaves[index], index, size, [*proof[:-1], bytes(32)]))
    for altered in alterations:
        assert verify.root_of_proof(*altered) != mth(leaves)


def test_a_growing_edge_fills_each_file_once_and_agrees_with_a_new_one():
    leaves = [str(number).encode() for number in range(1000)]
    edge, given = tiles.Edge(), []
    for number, leaf in enumerate(leaves, 1):
        given += edge.add(leaf)
        if number % 97 == 0:
            assert edge.root() == merkle.root(leaves[:number])
    names = [name for name, _ in given]
    assert len(set(names)) == len(names)
    assert dict([*given, *edge.partial()]) == published(leaves)[1]
