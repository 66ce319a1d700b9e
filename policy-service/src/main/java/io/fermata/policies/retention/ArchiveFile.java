package io.fermata.policies.retention;

import io.fermata.policies.audit.ChainHash;
import io.fermata.policies.audit.ChainHead;
import io.fermata.policies.audit.ChainLink;
import io.fermata.starter.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Events on their way out of the database: {@code <tenant>/<first>-<last>.jsonl.gz}, one link per line with its hashes,
 * and beside it a manifest with the file's SHA-256 and the hashes it hangs between. The same links make the same bytes,
 * so a file that a crash left behind is simply written again.
 */
final class ArchiveFile {
    private final Path directory;
    private final String tenant;
    private final ChainHash hash;
    private final Json json;

    /** What was written; the name is below the archive directory. */
    record Written(String name, String sha256) {}

    ArchiveFile(Path directory, String tenant, ChainHash hash, Json json) {
        this.directory = directory;
        this.tenant = tenant;
        this.hash = hash;
        this.json = json;
    }

    /** On the disk for good when this returns. */
    Written write(ChainHead before, List<ChainLink> links) throws IOException {
        ChainLink first = links.getFirst();
        ChainLink last = links.getLast();
        String name = "%s/%012d-%012d".formatted(tenant, first.sequence(), last.sequence());
        Path file = directory.resolve(name + ".jsonl.gz");
        Path own = Files.createDirectories(directory.resolve(tenant));
        force(directory);
        byte[] bytes = replace(file, out -> compress(links, out));
        String sha256 = Json.sha256(bytes);
        Map<String, Object> manifest = Map.of(
                "tenant_id", tenant,
                "file", String.valueOf(file.getFileName()),
                "sha256", sha256,
                "events", links.size(),
                "first_sequence", first.sequence(),
                "last_sequence", last.sequence(),
                "previous_hash", before.hash(),
                "last_hash", last.hash());
        replace(
                directory.resolve(name + ".manifest.json"),
                out -> out.write(json.canonical(json.tree(manifest)).getBytes(StandardCharsets.UTF_8)));
        force(own);
        return new Written(name + ".jsonl.gz", sha256);
    }

    private void compress(List<ChainLink> links, OutputStream out) throws IOException {
        GZIPOutputStream compressed = new GZIPOutputStream(out);
        Writer lines = new BufferedWriter(new OutputStreamWriter(compressed, StandardCharsets.UTF_8));
        for (ChainLink link : links) {
            // The text that was hashed stands in the line as it is: whoever doubts a link needs nothing but SHA-256.
            lines.write("{\"previous_hash\":\"" + link.previousHash() + "\",\"hash\":\"" + link.hash() + "\",\"event\":"
                    + hash.canonical(tenant, link) + "}\n");
        }
        lines.flush();
        compressed.finish();
    }

    @FunctionalInterface
    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** A name that is new in a directory outlives a loss of power only if the directory was written, too. */
    private static void force(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** Half a file is never seen under its name. */
    private static byte[] replace(Path file, Content content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (OutputStream out = Files.newOutputStream(unfinished)) {
            content.to(out);
        }
        try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return Files.readAllBytes(file);
    }
}
