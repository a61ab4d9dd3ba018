"""Another value, as one is but for a few fields: of a dataclass or of a msgspec Struct, checked as ``dataclasses.replace`` is."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import replace as replace
else:
    from dataclasses import replace as _of_a_dataclass

    from msgspec.structs import replace as _of_a_struct

    def replace(value, /, **changes):
        """The value with the changes; a field that it does not have is a ``TypeError``."""
        return _of_a_dataclass(value, **changes) if hasattr(value, "__dataclass_fields__") else _of_a_struct(value, **changes)
