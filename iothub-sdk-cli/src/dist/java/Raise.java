import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Makes class files from before Java 6 in a jar those of Java 8, code unchanged, with the stack map frames that those have: Java
 * 17's archives of classes leave older ones out, which then are read from the jar and checked at each start. They are
 * picocli's. Run by the build on iothub.jar; see docs/adr/0047.
 */
public final class Raise {

    private static final int OLD = Opcodes.V1_5;

    private static final int RAISED = Opcodes.V1_8;

    private Raise() {}

    /**
     * Rewrites a jar in place, with the times that it has.
     *
     * @param args the jar
     */
    public static void main(String... args) throws IOException {
        Path jar = Path.of(args[0]);
        Path raised = jar.resolveSibling(jar.getFileName() + ".raised");
        try (var in = new ZipInputStream(Files.newInputStream(jar));
                var out = new ZipOutputStream(Files.newOutputStream(raised))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(entry.getTimeLocal());
                out.putNextEntry(copy);
                byte[] content = in.readAllBytes();
                out.write(isOld(entry, content) ? raised(content) : content);
                out.closeEntry();
            }
        }
        Files.move(raised, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isOld(ZipEntry entry, byte[] content) {
        return entry.getName().endsWith(".class") && (content[6] << 8 | content[7]) <= OLD;
    }

    private static byte[] raised(byte[] old) {
        var writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        var raising = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(
                    int version, int access, String name, String signature, String superName, String[] interfaces) {
                super.visit(RAISED, access, name, signature, superName, interfaces);
            }
        };
        new ClassReader(old).accept(raising, ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }
}
