"""Clocks: where the time of scoring goes."""

from time import perf_counter


class Clock:
    """Adds up, by name, the seconds between one lap and the next."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._since = perf_counter()

    def start(self) -> None:
        """What comes now belongs to the next lap; what came before belongs to none."""
        self._since = perf_counter()

    def lap(self, name: str) -> None:
        """What came since the lap before was ``name``."""
        now = perf_counter()
        self._seconds[name] = self._seconds.get(name, 0.0) + now - self._since
        self._since = now

    def take(self) -> dict[str, float]:
        """The seconds by name; counting begins anew."""
        taken, self._seconds = self._seconds, {}
        return taken
