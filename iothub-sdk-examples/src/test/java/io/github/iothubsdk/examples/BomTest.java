package io.github.iothubsdk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The bill of materials names each module that is published, in their version. */
class BomTest {

    private static final Path ROOT = Path.of("..");

    private final Document parent = read(ROOT.resolve("pom.xml"));
    private final Document bom = read(ROOT.resolve("iothub-sdk-bom/pom.xml"));

    private static Document read(Path file) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (Exception e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    private static List<Element> children(Element of, String name) {
        return IntStream.range(0, of.getChildNodes().getLength())
                .mapToObj(of.getChildNodes()::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(child -> child.getTagName().equals(name))
                .toList();
    }

    private static Element only(Document pom, String name) {
        List<Element> found = children(pom.getDocumentElement(), name);
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    private static String words(Node node) {
        return node.getTextContent().replaceAll("\\s+", " ").trim();
    }

    /** Those that the ordinary build makes, and whose jar is deployed. */
    private List<String> published() {
        List<String> published = new ArrayList<>();
        for (Element module : children(only(parent, "modules"), "module")) {
            Path pom = ROOT.resolve(words(module)).resolve("pom.xml");
            assertThat(pom).isRegularFile();
            boolean isJar =
                    children(read(pom).getDocumentElement(), "packaging").isEmpty();
            if (isJar && !text(pom).contains("maven-deploy-plugin</artifactId><configuration><skip>true")) {
                published.add(words(module));
            }
        }
        return published;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void namesEachModuleThatIsPublishedOnce() {
        List<Element> listed = children(
                children(only(bom, "dependencyManagement"), "dependencies").get(0), "dependency");

        assertThat(listed)
                .extracting(each -> words(children(each, "artifactId").get(0)))
                .containsExactlyInAnyOrderElementsOf(published())
                .contains("iothub-sdk-core", "iothub-sdk-provisioning", "iothub-sdk-testkit");
        assertThat(listed).allSatisfy(each -> {
            assertThat(words(children(each, "groupId").get(0))).isEqualTo("io.github.iothubsdk");
            assertThat(words(children(each, "version").get(0))).isEqualTo("${project.version}");
        });
    }
}
