package io.ticketbridge.socialboards;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Names what went wrong on the wire. Nothing that the other side sent is repeated. */
final class WireFault {

    private WireFault() {}

    static String inWords(Exception fault) {
        if (fault instanceof WireRefusedException) {
            return fault.getMessage();
        } else if (fault instanceof UnknownHostException) {
            return "unknown host " + fault.getMessage();
        } else if (fault instanceof ConnectionRequestTimeoutException) {
            return "no free connection in time";
        } else if (fault instanceof ConnectTimeoutException) {
            return "connect time-out";
        } else if (fault instanceof ConnectException) {
            return "no connection: " + fault.getMessage();
        } else if (fault instanceof SSLException) {
            return "TLS failed: " + fault.getMessage();
        } else if (fault instanceof SocketTimeoutException) {
            return "time-out";
        } else if (fault instanceof NoHttpResponseException) {
            return "connection closed without an answer";
        } else if (fault instanceof ConnectionClosedException || fault instanceof MalformedChunkCodingException) {
            return "the answer was cut off";
        } else if (fault instanceof HttpException) {
            return "the answer is no readable HTTP (" + fault.getClass().getSimpleName() + ")";
        } else if (fault instanceof IOException && fault.getMessage() != null) {
            return fault.getMessage();
        }
        return fault.getClass().getSimpleName();
    }
}
