"""Static files under names that change with their content, so that readers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

from thidua.site.state import code


class Gathered(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # has no types
    """Names from what `thidua run` gathered for just this code; else the files' own names.

    So nothing has to be built first: tests and a page drawn by another command find the files where
    they stand in the source.
    """

    support_js_module_import_aggregation = True
    keep_intermediate_files = False

    @property
    def manifest_name(self) -> str:
        """Name the list of names by the code that it was made for."""
        return f"names-{code()}.json"

    def stored_name(self, name: str) -> str:
        """Give the name that changes with the content, where the file was gathered."""
        known = self.hash_key(self.clean_name(name)) in self.hashed_files
        return str(super().stored_name(name)) if known else name
