"""The same over HTTP, on each kind of database, with twenty megabytes."""

from __future__ import annotations

from pathlib import Path

from intake_app.domain.rules.attachment import MOST_BYTES
from intake_app.services.attachments import AttachmentState
from sync.client.transport import HttpTransport
from sync.server.handle import Server
from tests.common.scans import pdf, write_scan
from tests.common.servers import MadeSpace, RunningServer, make_space
from tests.common.synced_laptop import SyncedLaptop
from tests.sync.attached import attach, content_on, plan_at, row_of


def test_the_largest_scan_goes_up_and_comes_down(server: Server, tmp_path: Path) -> None:
    space: MadeSpace = make_space(server)
    content = pdf(MOST_BYTES)
    with RunningServer(server) as running:
        laptops = [
            SyncedLaptop(tmp_path / name, server, space, HttpTransport(running.address), seed)
            for seed, name in enumerate(("one", "two"), start=1)
        ]
        workshop_id = plan_at(laptops[0])
        attachment_id = attach(laptops[0], workshop_id, write_scan(tmp_path / "desktop", content))
        for laptop in laptops:
            while laptop.exchange().is_cut_short:
                pass
            assert row_of(laptop, workshop_id).state is AttachmentState.AT_CENTRE
        assert content_on(laptops[1], attachment_id) == content
        for laptop in laptops:
            laptop.close()
            laptop.transport.close()
