package io.fermata.testkit.oracle;

import io.fermata.testkit.json.Json;
import io.fermata.testkit.oracle.LedgerEntry.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Append-only: an entry is on disk before anything that follows from it can be seen. */
public final class Ledger implements AutoCloseable {
    private final FileChannel file;
    private final Clock clock;
    private long last;

    private Ledger(FileChannel file, Clock clock, long last) {
        this.file = file;
        this.clock = clock;
        this.last = last;
    }

    /** Goes on with the file if there is one. */
    public static Ledger open(Path path, Clock clock) {
        try {
            List<LedgerEntry> known = Files.exists(path) ? read(path) : List.of();
            var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new Ledger(file, clock, known.isEmpty() ? 0 : known.getLast().number());
        } catch (IOException failure) {
            throw new UncheckedIOException("the ledger " + path + " cannot be opened", failure);
        }
    }

    /** Every entry; a last line that was not written to its end is none. */
    public static List<LedgerEntry> read(Path path) {
        try {
            var text = Files.readString(path);
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(line -> Json.as(line, LedgerEntry.class))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("the ledger " + path + " cannot be read", failure);
        }
    }

    synchronized LedgerEntry received(
            String kind, @Nullable String operation, @Nullable String key, @Nullable String argumentsSha256) {
        return append(new LedgerEntry(
                last + 1,
                last + 1,
                clock.instant(),
                Phase.RECEIVED,
                kind,
                operation,
                key,
                argumentsSha256,
                0,
                null,
                0,
                0));
    }

    synchronized LedgerEntry effect(LedgerEntry of, @Nullable Fault fault, long promptTokens, long completionTokens) {
        return append(new LedgerEntry(
                last + 1,
                of.request(),
                clock.instant(),
                Phase.EFFECT,
                of.kind(),
                of.operation(),
                of.key(),
                of.argumentsSha256(),
                0,
                name(fault),
                promptTokens,
                completionTokens));
    }

    synchronized LedgerEntry answered(LedgerEntry of, int status, @Nullable Fault fault) {
        return append(new LedgerEntry(
                last + 1,
                of.request(),
                clock.instant(),
                Phase.ANSWERED,
                of.kind(),
                of.operation(),
                of.key(),
                of.argumentsSha256(),
                status,
                name(fault),
                0,
                0));
    }

    private static @Nullable String name(@Nullable Fault fault) {
        return fault == null ? null : fault.kind().wire();
    }

    public synchronized long size() {
        return last;
    }

    private LedgerEntry append(LedgerEntry entry) {
        try {
            var line = ByteBuffer.wrap((Json.text(entry) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                file.write(line);
            }
            file.force(false);
            last = entry.number();
            return entry;
        } catch (IOException failure) {
            throw new UncheckedIOException("the ledger cannot be written", failure);
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
