package io.fermata.e2e.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:)([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", ".fermata");

    private record Link(Path from, String to) {
        Path file() {
            String path = to.replaceFirst("#.*", "");
            return path.isEmpty() ? from : from.resolveSibling(path).normalize();
        }

        boolean leadsSomewhere() {
            int anchor = to.indexOf('#');
            return Files.exists(file()) && (anchor < 0 || anchors(file()).contains(to.substring(anchor + 1)));
        }

        @Override
        public String toString() {
            return REPOSITORY.relativize(from) + " -> " + to;
        }
    }

    @Test
    void allLeadSomewhere() throws IOException {
        List<Link> links = links();

        assertThat(links).hasSizeGreaterThan(50).allMatch(Link::leadsSomewhere);
    }

    @Test
    void everyRunbookIsForAnAlertOfSomeService() throws IOException {
        Path runbooks = REPOSITORY.resolve("docs/runbooks");
        Set<Path> linked = links().stream()
                .filter(link -> link.from().endsWith("README.md"))
                .map(Link::file)
                .collect(Collectors.toSet());

        try (Stream<Path> files = Files.list(runbooks)) {
            assertThat(files).isNotEmpty().isSubsetOf(linked);
        }
    }

    private static List<Link> links() throws IOException {
        return documents().stream()
                .flatMap(file -> found(LINK, file).map(to -> new Link(file, to)))
                .toList();
    }

    /** Does not look into what is built: other tests make and delete files there meanwhile. */
    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        Files.walkFileTree(REPOSITORY, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean ours = !NOT_OURS.contains(directory.getFileName().toString());
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    documents.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return documents;
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path file) {
        return found(HEADING, file)
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static Stream<String> found(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file)).results().map(match -> match.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
