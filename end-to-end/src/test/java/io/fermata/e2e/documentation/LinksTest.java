package io.fermata.e2e.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
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
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(LinksTest::isOurs)
                    .flatMap(file -> found(LINK, file).map(to -> new Link(file, to)))
                    .toList();
        }
    }

    private static boolean isOurs(Path file) {
        return Stream.of(REPOSITORY.relativize(file).toString().split("/", -1)).noneMatch(NOT_OURS::contains);
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
            return pattern.matcher(Files.readString(file)).results().map(LinksTest::group).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String group(MatchResult match) {
        return match.group(1);
    }
}
