package io.ticketbridge.socialboards;

import java.io.IOException;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;

/**
 * Writes a request to a connection that stands, and reads the head of the answer. This is the one place where a request
 * meets the wire: here it is permitted, counted and recorded.
 */
final class OneRequestExecutor extends HttpRequestExecutor {

    private final WireCounter counter;

    OneRequestExecutor(WireCounter counter) {
        this.counter = counter;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback ignored,
            HttpContext localContext)
            throws IOException, HttpException {
        HttpCoreContext context = HttpCoreContext.castOrCreate(localContext);
        context.setSSLSession(connection.getSSLSession());
        context.setEndpointDetails(connection.getEndpointDetails());
        WireExchange exchange = WireExchange.of(localContext);
        try {
            exchange.aboutToWrite();
            counter.count();
            Optional<IOException> broken = write(request, connection);
            ClassicHttpResponse response = answer(connection, broken);
            exchange.answered(response);
            if (broken.isPresent()) {
                response.setHeader(HttpHeaders.CONNECTION, "close");
            }
            if (response.getCode() != HttpStatus.SC_NO_CONTENT && response.getCode() != HttpStatus.SC_NOT_MODIFIED) {
                connection.receiveResponseEntity(response);
            }
            return response;
        } catch (HttpException | IOException | RuntimeException e) {
            Closer.close(connection, CloseMode.IMMEDIATE);
            throw e;
        }
    }

    /** An answer may be there already when the writing breaks: the fault is kept until there is none. */
    private static Optional<IOException> write(ClassicHttpRequest request, HttpClientConnection connection)
            throws HttpException {
        try {
            connection.sendRequestHeader(request);
            if (request.getEntity() != null) {
                connection.sendRequestEntity(request);
            }
            connection.flush();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private static ClassicHttpResponse answer(HttpClientConnection connection, Optional<IOException> broken)
            throws IOException, HttpException {
        try {
            ClassicHttpResponse response = connection.receiveResponseHeader();
            while (response.getCode() < HttpStatus.SC_SUCCESS) {
                if (response.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
                    throw new ProtocolException("Unexpected answer: " + new StatusLine(response));
                }
                response = connection.receiveResponseHeader();
            }
            return response;
        } catch (IOException e) {
            broken.ifPresent(e::addSuppressed);
            throw broken.orElse(e);
        }
    }
}
