"""Open one picture in a process of its own: `python -m thidua.archive.outside.picture KIND`.

Every pixel is decoded once, so what is stored is known to show. A JPEG is decoded at an eighth of
its size: all of its code is read, and little memory is taken.
"""

import io
import struct
import sys
from collections.abc import Callable, Mapping

from PIL import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from thidua.archive.rules import MOST_PIXELS
from thidua.sandbox.outside import Refused, answer

OPENERS: Mapping[str, Callable[[io.BytesIO], ImageFile.ImageFile]] = {
    "jpeg": JpegImageFile,
    "png": PngImageFile,
}


def look(content: bytes) -> dict[str, object]:
    """Decode the picture; one that is not whole is refused."""
    try:
        picture = OPENERS[sys.argv[1]](io.BytesIO(content))
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise Refused("archive.pixels", most=MOST_PIXELS // 1_000_000)
        picture.draft(picture.mode, (width // 8, height // 8))
        picture.load()
    except (OSError, SyntaxError, ValueError, IndexError, EOFError, struct.error) as error:
        raise Refused("archive.picture-broken") from error
    return {"pages": 1}


if __name__ == "__main__":
    answer(look)
