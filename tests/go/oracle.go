// Oracle answers questions about a log with Go's own checksum database library.
//
// One question a line, words divided by tabs, hashes in hex, lists divided by commas:
//
//	folder DIR VKEY                            the whole log: note, tiles, entries
//	proofs DIR VKEY INDEX OLDER                inclusion and consistency, made from the tiles
//	inclusion SIZE ROOT INDEX LEAF HASHES      is this proof right?
//	consistency SIZE ROOT OLDER OLDROOT HASHES
//
// One answer a line: "ok …" or "refused …".
package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type folder string

func (f folder) Height() int                                { return height }
func (f folder) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range tiles {
		// the library writes the height into the path, C2SP does not
		name := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(string(f), "log", name))
		if err != nil {
			return nil, err
		}
		found = append(found, data)
	}
	return found, nil
}

func (f folder) head(vkey string) (tlog.Tree, error) {
	var tree tlog.Tree
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tree, err
	}
	data, err := os.ReadFile(filepath.Join(string(f), "log", "checkpoint"))
	if err != nil {
		return tree, err
	}
	opened, err := note.Open(data, note.VerifierList(verifier))
	if err != nil {
		return tree, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tree, errors.New("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || strconv.FormatInt(size, 10) != lines[1] || size < 0 {
		return tree, errors.New("bad size")
	}
	root, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tree, errors.New("bad root")
	}
	tree.N = size
	copy(tree.Hash[:], root)
	return tree, nil
}

func (f folder) entries(size int64) ([][]byte, error) {
	var entries [][]byte
	for start := int64(0); start < size; start += 1 << height {
		width := size - start
		if width > 1<<height {
			width = 1 << height
		}
		tile := tlog.Tile{H: height, L: 0, N: start >> height, W: int(width)}
		name := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
		data, err := os.ReadFile(filepath.Join(string(f), "log", name))
		if err != nil {
			return nil, err
		}
		for ; width > 0; width-- {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				return nil, errors.New("short bundle " + name)
			}
			length := int(binary.BigEndian.Uint16(data))
			entries = append(entries, data[2:2+length])
			data = data[2+length:]
		}
		if len(data) != 0 {
			return nil, errors.New("long bundle " + name)
		}
	}
	return entries, nil
}

func check(f folder, vkey string) (string, error) {
	tree, err := f.head(vkey)
	if err != nil {
		return "", err
	}
	entries, err := f.entries(tree.N)
	if err != nil {
		return "", err
	}
	if err := checkRoot(tree, entries); err != nil || tree.N == 0 {
		return fmt.Sprintf("%d %x", tree.N, tree.Hash[:]), err
	}
	var indexes []int64
	for n := range entries {
		indexes = append(indexes, tlog.StoredHashIndex(0, int64(n)))
	}
	hashes, err := tlog.TileHashReader(tree, f).ReadHashes(indexes)
	if err != nil {
		return "", err
	}
	for n, entry := range entries {
		if tlog.RecordHash(entry) != hashes[n] {
			return "", fmt.Errorf("entry %d differs from its tile", n)
		}
	}
	return fmt.Sprintf("%d %x", tree.N, tree.Hash[:]), nil
}

// checkRoot hashes the whole tree from its entries. Reading the tiles is not enough: where several
// hashes of the root's path stand in one tile, TileHashReader leaves as many full tiles unchecked.
func checkRoot(tree tlog.Tree, entries [][]byte) error {
	if tree.N == 0 {
		if tree.Hash != tlog.Hash(sha256.Sum256(nil)) {
			return errors.New("not the root of an empty tree")
		}
		return nil
	}
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, index := range indexes {
			found = append(found, stored[index])
		}
		return found, nil
	})
	for n, entry := range entries {
		hashes, err := tlog.StoredHashes(int64(n), entry, reader)
		if err != nil {
			return err
		}
		stored = append(stored, hashes...)
	}
	root, err := tlog.TreeHash(tree.N, reader)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return errors.New("the entries do not make the signed root")
	}
	return nil
}

func proofs(f folder, vkey, index, older string) (string, error) {
	tree, err := f.head(vkey)
	if err != nil {
		return "", err
	}
	reader := tlog.TileHashReader(tree, f)
	inclusion, err := tlog.ProveRecord(tree.N, number(index), reader)
	if err != nil {
		return "", err
	}
	consistency, err := tlog.ProveTree(tree.N, number(older), reader)
	if err != nil {
		return "", err
	}
	return joined(inclusion) + "\t" + joined(consistency), nil
}

func number(text string) int64 {
	value, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		panic(err)
	}
	return value
}

func hash(text string) (hash tlog.Hash) {
	data, err := hex.DecodeString(text)
	if err != nil || len(data) != tlog.HashSize {
		panic("bad hash " + text)
	}
	copy(hash[:], data)
	return hash
}

func hashes(text string) (found []tlog.Hash) {
	if text != "" {
		for _, one := range strings.Split(text, ",") {
			found = append(found, hash(one))
		}
	}
	return found
}

func joined(hashes []tlog.Hash) string {
	var texts []string
	for _, one := range hashes {
		texts = append(texts, hex.EncodeToString(one[:]))
	}
	return strings.Join(texts, ",")
}

func answer(words []string) (string, error) {
	switch words[0] {
	case "folder":
		return check(folder(words[1]), words[2])
	case "proofs":
		return proofs(folder(words[1]), words[2], words[3], words[4])
	case "inclusion":
		return "", tlog.CheckRecord(
			hashes(words[5]), number(words[1]), hash(words[2]), number(words[3]), hash(words[4]))
	case "consistency":
		return "", tlog.CheckTree(
			hashes(words[5]), number(words[1]), hash(words[2]), number(words[3]), hash(words[4]))
	}
	return "", errors.New("unknown question")
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if found, err := answer(strings.Split(lines.Text(), "\t")); err != nil {
			fmt.Println("refused", strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println("ok", found)
		}
	}
}
