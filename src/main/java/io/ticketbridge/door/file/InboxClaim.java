package io.ticketbridge.door.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims a file before anything of it is read: moves it into {@code taken/}. Afterwards it is ours, so there is nothing
 * to do on success or failure.
 */
public final class InboxClaim implements GenericFileProcessStrategy<File> {

    private static final Logger LOG = LoggerFactory.getLogger(InboxClaim.class);

    private static final int MOST_REMEMBERED = 10_000;

    private final Inbox inbox;
    private final CompleteFiles complete;
    private final Set<Path> warned = ConcurrentHashMap.newKeySet();

    InboxClaim(Inbox inbox, CompleteFiles complete) {
        this.inbox = inbox;
        this.complete = complete;
    }

    @Override
    public void prepareOnStartup(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {
        inbox.prepare();
    }

    /** The body is then the name of the claimed file, for the log. False = another engine, or its owner, was faster. */
    @Override
    public boolean begin(
            GenericFileOperations<File> operations,
            GenericFileEndpoint<File> endpoint,
            Exchange exchange,
            GenericFile<File> file) {
        Path dropped = file.getFile().toPath();
        if (!complete.isStillComplete(dropped)) {
            return false;
        }
        try {
            Path taken = inbox.take(dropped, file.getFileNameOnly());
            Files.deleteIfExists(CompleteFiles.markerOf(dropped));
            exchange.getMessage()
                    .setBody(TextForPeople.quoted(taken.getFileName().toString()));
            complete.forget(dropped);
            warned.remove(dropped);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            if (warned.size() < MOST_REMEMBERED && warned.add(dropped)) {
                LOG.warn(
                        "{} cannot be claimed, and stays where it is: {}",
                        TextForPeople.quoted(file.getFileNameOnly()),
                        e.getClass().getSimpleName());
            }
            return false;
        }
    }

    @Override
    public void abort(
            GenericFileOperations<File> operations,
            GenericFileEndpoint<File> endpoint,
            Exchange exchange,
            GenericFile<File> file) {}

    @Override
    public void commit(
            GenericFileOperations<File> operations,
            GenericFileEndpoint<File> endpoint,
            Exchange exchange,
            GenericFile<File> file) {}

    @Override
    public void rollback(
            GenericFileOperations<File> operations,
            GenericFileEndpoint<File> endpoint,
            Exchange exchange,
            GenericFile<File> file) {}
}
