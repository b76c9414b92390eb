package io.ticketbridge.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A program as small as can be, in place of the real one: says that it is ready, and waits until it is killed. */
public final class WaitingProgram {

    private WaitingProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        HttpClient.newHttpClient(); // Java writes its list in blocks: more classes, so that this one is among them
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    /** Writes a jar that starts it. @param build makes one jar different from another */
    static void writeJar(Path jar, String build) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, WaitingProgram.class.getName());
        attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, build);
        String entry = WaitingProgram.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream classFile = WaitingProgram.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            classFile.transferTo(out);
        }
    }
}
