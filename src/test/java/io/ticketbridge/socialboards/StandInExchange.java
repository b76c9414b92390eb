package io.ticketbridge.socialboards;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection of {@link StandInServer}, in the hands of a behaviour. */
public final class StandInExchange {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    private final Socket socket;
    private final BufferedInputStream in;
    private final OutputStream out;
    private final Consumer<StandInServer.Request> log;
    private final CountDownLatch serverClosed;

    StandInExchange(Socket socket, Consumer<StandInServer.Request> log, CountDownLatch serverClosed)
            throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.log = log;
        this.serverClosed = serverClosed;
        socket.setTcpNoDelay(true);
    }

    boolean awaitRequest() throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        return first >= 0;
    }

    public StandInServer.Request readRequest() throws IOException {
        String head = readHead();
        Matcher length = LENGTH.matcher(head);
        byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
        StandInServer.Request request = new StandInServer.Request(head, body);
        log.accept(request);
        return request;
    }

    public String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client went away");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads at most so many bytes of the body. */
    public void readPart(int bytes) throws IOException {
        in.readNBytes(bytes);
    }

    public void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** One byte per interval, until the client goes or the server closes. */
    public void drip(String text, Duration interval) throws IOException {
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            out.write(each);
            out.flush();
            pause(interval);
        }
    }

    /** Says nothing more until the client goes. */
    public void stall() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
        throw new IOException("the client went away");
    }

    /** Ends our side of the connection; the client's stays open. */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends the connection with RST. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        close();
    }

    public void close() throws IOException {
        socket.close();
        throw new IOException("closed as the behaviour says");
    }

    private void pause(Duration interval) throws IOException {
        try {
            if (serverClosed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the server closes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server closes", e);
        }
    }
}
