package io.ticketbridge.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The commands that a document shows in its {@code sh} blocks: one a line, with its continued lines and here-documents.
 */
final class ShellBlocks {

    private ShellBlocks() {}

    static List<String> commands(Path document) throws IOException {
        List<String> commands = new ArrayList<>();
        Iterator<String> lines = Files.readAllLines(document).iterator();
        while (lines.hasNext()) {
            if (lines.next().equals("```sh")) {
                String line = lines.next();
                while (!line.equals("```")) {
                    commands.add(whole(line, lines));
                    line = lines.next();
                }
            }
        }
        return commands;
    }

    private static String whole(String first, Iterator<String> lines) {
        StringBuilder command = new StringBuilder(first);
        String line = first;
        while (line.endsWith("\\") || first.endsWith("<<'END'") && !line.equals("END")) {
            line = lines.next();
            command.append('\n').append(line);
        }
        return command.toString();
    }
}
