package io.ticketbridge.door.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows on the exchange that read a file, however it ends. */
final class ReadingEnd extends SynchronizationAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingEnd.class);

    private final UnfinishedFiles unfinished;
    private final Path file;
    private Optional<FileReading> reading = Optional.empty();

    ReadingEnd(UnfinishedFiles unfinished, Path file) {
        this.unfinished = unfinished;
        this.file = file;
    }

    void closes(FileReading opened) {
        reading = Optional.of(opened);
    }

    @Override
    public void onFailure(Exchange exchange) {
        unfinished.retryLater(file);
        super.onFailure(exchange);
    }

    @Override
    public void onDone(Exchange exchange) {
        reading.ifPresent(opened -> {
            try {
                opened.close();
            } catch (IOException e) {
                LOG.warn(
                        "{} was read, but could not be closed",
                        TextForPeople.quoted(file.getFileName().toString()),
                        e);
            }
        });
    }
}
