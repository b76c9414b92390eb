package io.ticketbridge.command;

/** Shows how a batch goes on. */
interface ProgressView extends AutoCloseable {

    void show(BatchFigures figures);

    @Override
    void close();
}
