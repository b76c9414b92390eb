package io.ticketbridge.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.Upstream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    @TempDir
    private Path folder;

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "two bridges with ledgers of their own are given one inbox",
            promise = "the second does not start: no file is read twice")
    void givesAnInboxToOneLedgerAlone() throws Exception {
        Path inbox = folder.resolve("inbox");
        FolderLock first = FolderLock.takeInbox(inbox, Upstream.SANDBOX);
        try {
            assertThatThrownBy(() -> FolderLock.takeInbox(inbox, Upstream.SANDBOX))
                    .isInstanceOf(EngineUnusableException.class)
                    .hasMessageContaining("The inbox " + inbox + " is in use by process "
                            + ProcessHandle.current().pid())
                    .hasMessageContaining("ticketbridge.inbox.dir");
        } finally {
            first.close();
        }
        FolderLock.takeInbox(inbox, Upstream.SANDBOX).close();
    }
}
