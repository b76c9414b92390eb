package io.ticketbridge.door.file;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import io.ticketbridge.intake.Admission;
import io.ticketbridge.ledger.Ledger;
import io.ticketbridge.ledger.Upstream;
import java.nio.file.Path;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.main.Main;

/** Makes the parts that {@code routes/file-door.camel.yaml} names. */
public final class FileDoor implements AutoCloseable {

    private final Inbox inbox;
    private final TakenFiles taken;
    private final CompleteFiles complete;
    private final UnfinishedFiles unfinished;
    private final FileIntake intake;
    private final FileReports reports;
    private final InterimReports interim;
    private final FileOutage outage = new FileOutage();

    /**
     * @param mainUpstream where live tickets go: its label is part of a batch's id
     * @param admission by which a first sample is chosen
     */
    public FileDoor(Settings settings, Ledger ledger, Upstream mainUpstream, Admission admission) {
        this.inbox = new Inbox(settings.get(Keys.INBOX_DIR));
        this.complete = new CompleteFiles(inbox, settings.get(Keys.INBOX_SETTLE), System::nanoTime);
        this.taken = new TakenFiles(inbox);
        this.unfinished = new UnfinishedFiles(ledger.batches(), inbox, taken, ledger.clock());
        this.reports = new FileReports(ledger, inbox, unfinished);
        this.interim = new InterimReports(ledger.batches(), unfinished, ledger.clock());
        this.intake = new FileIntake(
                ledger,
                mainUpstream,
                new FirstSample(ledger.inspection(), admission, settings.get(Keys.INBOX_FIRST)),
                unfinished,
                reports);
    }

    /** @throws ConfigurationException when the inbox cannot be used */
    public void bind(Main main) {
        inbox.prepare();
        main.addInitialProperty("ticketbridge.file-door.inbox", inbox.root().toString());
        main.addInitialProperty("ticketbridge.file-door.taken", inbox.taken().toString());
        main.bind("completeFiles", complete);
        main.bind("inboxClaim", new InboxClaim(inbox, complete));
        main.bind("filesToRead", (GenericFileFilter<?>) this::isToRead);
        main.bind("fileIntake", intake);
        main.bind("unfinishedFiles", unfinished);
        main.bind("fileReports", reports);
        main.bind("interimReports", interim);
        main.bind("fileOutage", outage);
        main.bind("ignoredFields", new IgnoredFields());
    }

    private boolean isToRead(GenericFile<?> file) {
        Path path = Path.of(file.getAbsoluteFilePath());
        return !ColumnsSidecar.is(path) && unfinished.isToRead(path);
    }

    public Path inbox() {
        return inbox.root();
    }

    /** Leaves the files in {@code taken/} to other engines; call it when the routes have stopped. */
    @Override
    public void close() {
        taken.close();
    }

    /** Whether reading waits for the ledger. */
    public boolean isSuspended() {
        return outage.isSuspended();
    }
}
