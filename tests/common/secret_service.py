"""A small Secret Service, run with a bus's address in DBUS_SESSION_BUS_ADDRESS; says « ready » once it is there."""

from __future__ import annotations

from typing import Any

from jeepney import HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

PLACE = "/org/freedesktop/secrets"
COLLECTION = f"{PLACE}/collection/default"


class SecretService:
    """Keeps what it is given in memory, never locked."""

    def __init__(self) -> None:
        self.items: dict[str, tuple[dict[str, str], bytes]] = {}
        self.count = 0

    def answer(self, path: str, member: str, body: Any) -> tuple[str, tuple[Any, ...]] | None:
        """Signature and values of the answer; None where it is refused."""
        found = {name: self.items[name] for name in self.items if name == path}
        if member == "OpenSession":
            # without Diffie-Hellman, which the library asks for first
            return ("vo", (("s", ""), f"{PLACE}/session/1")) if body[0] == "plain" else None
        if member == "ReadAlias":
            return "o", (COLLECTION,)
        if member == "Unlock":
            return "aoo", (body[0], "/")
        if member == "Get":
            return "v", (("b", False) if body[1] == "Locked" else ("s", "what"),)
        if member == "SearchItems":
            return "ao", ([name for name, (marks, _) in self.items.items() if body[0].items() <= marks.items()],)
        if member == "CreateItem":
            return "oo", (self.create(body[0], body[1]), "/")
        if member == "GetSecret" and found:
            return "(oayays)", ((body[0], b"", found[path][1], "text/plain"),)
        if member == "Delete" and found:
            del self.items[path]
            return "o", ("/",)
        return None

    def create(self, properties: dict[str, Any], secret: Any) -> str:
        """Keep an item in the place of one with the same marks."""
        marks = properties["org.freedesktop.Secret.Item.Attributes"][1]
        self.items = {name: item for name, item in self.items.items() if item[0] != marks}
        self.count += 1
        self.items[f"{COLLECTION}/{self.count}"] = (marks, secret[2])
        return f"{COLLECTION}/{self.count}"


def main() -> None:
    """Serve until the bus ends."""
    service = SecretService()
    with open_dbus_connection("SESSION") as connection:
        connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.secrets"))
        print("ready", flush=True)
        while True:
            try:
                message = connection.receive()
            except (ConnectionError, EOFError):
                return
            if message.header.message_type is not MessageType.method_call:
                continue
            fields = message.header.fields
            said = service.answer(fields[HeaderFields.path], fields[HeaderFields.member], message.body)
            if said is None:
                connection.send(new_error(message, "org.freedesktop.DBus.Error.NotSupported", "s", ("no",)))
            else:
                connection.send(new_method_return(message, *said))


if __name__ == "__main__":
    main()
