package io.ticketbridge.configuration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether this machine can listen at an address. */
public final class OwnAddress {

    private OwnAddress() {}

    /**
     * Asks the operating system, which alone knows; nothing listens meanwhile.
     *
     * @throws ConfigurationException naming the key when the host is unknown or is another machine
     */
    public static void require(Key<String> key, String host) {
        try (Socket never = new Socket()) {
            never.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
        } catch (IOException e) {
            throw new ConfigurationException(key.fullName() + " is " + host
                    + ", which is no address of this machine: set one that is, such as 127.0.0.1.");
        }
    }
}
