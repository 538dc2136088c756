import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.github.iothubsdk.simulator.Demo;
import io.github.iothubsdk.simulator.Simulator;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Makes of iothub.jar what runs without Java: a directory with a runtime of its own, a tar.gz of it, and the system's kind of
 * package. The program becomes a module inside the runtime, so that its archive of loaded classes (class data sharing) holds
 * wherever the directory is put. Run by {@code mvn -Pdist package}, with iothub.jar on the class path; see docs/adr/0039.
 */
final class Dist {

    private static final String MAIN = "iothub/io.github.iothubsdk.cli.Iothub";
    private static final List<String> JAVA_OPTIONS =
            List.of("-Xshare:auto", "-Xlog:disable", "-Xlog:all=off", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** What is found by name at run time, where jdeps cannot see it: curves of TLS before Java 22; Gson's way to make objects. */
    private static final List<String> UNSEEN = List.of("java.base", "java.logging", "jdk.crypto.ec", "jdk.unsupported");

    private static final String SYSTEM = System.getProperty("os.name").toLowerCase(Locale.ROOT);

    private final Path project;
    private final Path work;
    private final Path runtime;
    private final Path jar;
    private final String version;
    private final String type;
    private final String seconds;

    private Dist(Path project, String version, String type, Instant time) {
        this.project = project;
        this.work = project.resolve("target/dist");
        this.runtime = work.resolve("runtime");
        this.jar = project.resolve("target/iothub.jar");
        this.version = version;
        this.type = type;
        this.seconds = Long.toString(time.getEpochSecond());
    }

    /** Takes the module's directory, its version, jpackage's type or {@code none}, and the time that the files are to have. */
    public static void main(String... args) throws Exception {
        new Dist(Path.of(args[0]), args[1], args[2], Instant.parse(args[3])).make();
    }

    private void make() throws Exception {
        if (Files.exists(work)) {
            delete(work);
        }
        Files.createDirectories(work);
        Path module = module();
        link(module);
        train();
        Path image = image();
        tell(image);
        tell(tar(image));
        if (!type.equals("none")) {
            pack(image);
        }
    }

    /** The jar as a named module, which jlink asks for: its services are those of META-INF/services. */
    private Path module() throws Exception {
        Set<String> required = new TreeSet<>(UNSEEN);
        required.addAll(List.of(run(
                        tool("jdeps"),
                        "--ignore-missing-deps",
                        "--multi-release",
                        Integer.toString(Runtime.version().feature()),
                        "--print-module-deps",
                        jar)
                .strip()
                .split(",")));
        required.removeIf(name -> ModuleFinder.ofSystem().find(name).isEmpty());

        StringBuilder declared = new StringBuilder("module iothub {\n");
        required.forEach(name -> declared.append("requires ").append(name).append(";\n"));
        try (JarFile opened = new JarFile(jar.toFile())) {
            for (JarEntry entry : opened.stream().filter(Dist::isService).toList()) {
                String service = entry.getName().substring("META-INF/services/".length());
                declared.append("uses ").append(service).append(";\nprovides ").append(service);
                declared.append(" with ").append(String.join(", ", providers(opened, entry))).append(";\n");
            }
        }
        Path source = work.resolve("module/module-info.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, declared.append("}\n"));
        Path module = Files.copy(jar, work.resolve("module.jar"));
        run(tool("javac"), "--patch-module", "iothub=" + jar, "--module-version", version, source);
        run(tool("jar"), "--update", "--file", module, "-C", source.getParent(), "module-info.class");
        return module;
    }

    private static boolean isService(JarEntry entry) {
        return entry.getName().matches("META-INF/services/[^/]+");
    }

    private static List<String> providers(JarFile opened, JarEntry entry) throws IOException {
        try (InputStream in = opened.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    private void link(Path module) throws Exception {
        run(
                tool("jlink"),
                "--module-path",
                module,
                "--add-modules",
                "iothub",
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                Runtime.version().feature() < 21 ? "2" : "zip-6",
                "--output",
                runtime);
    }

    /** Leaves in the runtime the archive of the classes that these commands load, against a simulated cloud. */
    private void train() throws Exception {
        Set<String> loaded = new LinkedHashSet<>();
        try (Simulator cloud = Simulator.builder()
                .preparing(Duration.ZERO)
                .building(Duration.ofMillis(200))
                .start()) {
            cloud.demoAccount();
            String at = cloud.endpoint().toString();
            loaded.addAll(load("--help"));
            loaded.addAll(load("create", "--help"));
            loaded.addAll(load(create(at)));
            loaded.addAll(load("list", "--endpoint", at));
            loaded.addAll(load("runs", "--endpoint", at, "--journal", work.resolve("runs").toString()));
        }
        Path list = Files.write(work.resolve("classes.lst"), loaded);
        run(
                runtime.resolve("bin/java"),
                "-Xshare:dump",
                "-XX:+UseG1GC", // whatever the machine: only with it are objects archived
                "-XX:SharedClassListFile=" + list,
                "-Xlog:disable",
                "-m",
                MAIN);
    }

    private String[] create(String endpoint) {
        String options = "create --yes --accept-terms --name plant-7 --poll-interval 100ms --endpoint " + endpoint
                + " --vpc " + Demo.VPC + " --subnet " + Demo.SUBNET + " --rds " + Demo.RDS + " --db-host " + Demo.RDS_HOST
                + " --database " + Demo.DATABASE + " --db-user " + Demo.DB_USER + " --journal";
        return (options + " " + work.resolve("runs")).split(" ", options.split(" ").length + 1);
    }

    /** The classes that a command loads; each line once, or the dump fails. */
    private List<String> load(String... args) throws Exception {
        Path list = work.resolve("loaded.lst");
        List<Object> command = new ArrayList<>(List.of(runtime.resolve("bin/java"), "-XX:DumpLoadedClassList=" + list));
        command.addAll(List.of("-m", MAIN));
        command.addAll(List.of(args));
        run(command.toArray());
        try (Stream<String> lines = Files.lines(list)) {
            return lines.map(line -> line.replaceFirst(" id: \\d+$", "")).toList();
        }
    }

    /** The directory that gets installed. On Linux a script starts it: jpackage's program reads no UTF-8 without a locale. */
    private Path image() throws Exception {
        List<Object> command = new ArrayList<>(List.of(tool("jpackage"), "--type", "app-image", "--dest", work));
        command.addAll(List.of("--runtime-image", runtime, "--module", MAIN, "--input", licences()));
        command.addAll(List.of("--java-options", String.join(" ", JAVA_OPTIONS)));
        command.addAll(named());
        if (SYSTEM.startsWith("windows")) {
            command.add("--win-console");
        }
        run(command.toArray());
        if (SYSTEM.startsWith("mac")) {
            return work.resolve("iothub.app");
        }
        Path image = work.resolve("iothub");
        if (SYSTEM.equals("linux")) {
            Path launcher = image.resolve("bin/iothub");
            Files.copy(project.resolve("src/dist/sh/iothub"), launcher, REPLACE_EXISTING);
            Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.delete(image.resolve("lib/libapplauncher.so"));
            Files.delete(image.resolve("lib/app/iothub.cfg"));
        }
        return image;
    }

    /** What jpackage asks for each time. macOS takes no version that begins with 0. */
    private List<Object> named() {
        String numbers = version.replaceFirst("-.*", "");
        String taken = SYSTEM.startsWith("mac") ? numbers.replaceFirst("^0", "1") : numbers;
        return List.of("--name", "iothub", "--app-version", taken, "--vendor", "IoT Hub provisioning SDK");
    }

    /** The licences of the program, which nobody could read inside the runtime. */
    private Path licences() throws IOException {
        Path licences = Files.createDirectories(work.resolve("licences"));
        Files.copy(project.resolve("../LICENSE"), licences.resolve("LICENSE"));
        Path others = project.resolve("src/main/resources/META-INF");
        Files.copy(others.resolve("NOTICE"), licences.resolve("NOTICE"));
        try (Stream<Path> files = Files.list(others.resolve("licenses"))) {
            for (Path file : files.toList()) {
                Files.copy(file, licences.resolve(file.getFileName().toString()));
            }
        }
        return licences;
    }

    private Path tar(Path image) throws Exception {
        String name = "iothub-" + version + "-" + SYSTEM.replaceFirst(" .*", "") + "-" + System.getProperty("os.arch");
        Path file = project.resolve("target").resolve(name + ".tar.gz");
        List<Object> command = new ArrayList<>(List.of("tar", "-czf", file, "-C", work));
        if (SYSTEM.equals("linux")) { // the same bytes from the same files
            command.addAll(List.of("--sort=name", "--mtime=@" + seconds, "--owner=0", "--group=0", "--numeric-owner"));
        }
        command.add(image.getFileName());
        run(command.toArray());
        return file;
    }

    private void pack(Path image) throws Exception {
        Path made = work.resolve("package");
        List<Object> command = new ArrayList<>(List.of(tool("jpackage"), "--type", type, "--dest", made));
        command.addAll(List.of("--app-image", image, "--license-file", project.resolve("../LICENSE")));
        command.addAll(List.of("--description", "Creates JD Cloud IoT Hub instances, and looks after them"));
        command.addAll(named());
        if (type.equals("deb")) {
            command.addAll(List.of("--resource-dir", project.resolve("src/dist/deb")));
        }
        run(command.toArray());
        try (Stream<Path> files = Files.list(made)) {
            for (Path file : files.toList()) {
                tell(Files.move(file, project.resolve("target").resolve(file.getFileName()), REPLACE_EXISTING));
            }
        }
    }

    private static Path tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name);
    }

    /** Runs a program to its end; what it says is shown when it fails. */
    private String run(Object... command) throws IOException, InterruptedException {
        List<String> words = Stream.of(command).map(Object::toString).toList();
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(Map.of("JDCLOUD_ACCESS_KEY", Demo.ACCESS_KEY, "JDCLOUD_SECRET_KEY", Demo.SECRET_KEY));
        builder.environment().put("IOTHUB_DB_PASSWORD", Demo.DB_PASSWORD);
        builder.environment().put("SOURCE_DATE_EPOCH", seconds); // the times in a .deb
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", words) + " failed:\n" + said);
        }
        return said;
    }

    private static void tell(Path made) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(made)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        System.out.printf("%5.1f MB  %s%n", bytes / 1e6, made);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
