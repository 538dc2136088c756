package io.github.iothubsdk.house;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Calls every public method and constructor of exported packages with a null for each argument in turn, for the tests of
 * every module. What users implement is not called, nor {@code equals}, which takes a null.
 */
@NullUnmarked // nulls are its trade
public final class NullArguments {

    private final Samples samples;
    private final List<String> called = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** With these values for the other arguments, and to call methods of. */
    public NullArguments(Samples samples) {
        this.samples = samples;
    }

    /** What was called, each with the argument that was null or held one. */
    public List<String> called() {
        return called;
    }

    /** What did not refuse it by the argument's name. */
    public List<String> faults() {
        return faults;
    }

    /** Calls what a package has, which is found where this class of it is. */
    public void callAllOf(Class<?> neighbour) throws IOException, URISyntaxException, ClassNotFoundException {
        for (String name : classesBeside(neighbour)) {
            Class<?> type = Class.forName(name, false, neighbour.getClassLoader());
            if (isPublic(type)) {
                Stream.concat(Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
                        .filter(NullArguments::isForCallers)
                        .sorted((a, b) -> a.toString().compareTo(b.toString()))
                        .forEach(this::call);
            }
        }
    }

    /** In a directory, or in the jar that another module's build has made of it. */
    private static List<String> classesBeside(Class<?> neighbour) throws IOException, URISyntaxException {
        Path classes = Path.of(
                neighbour.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(classes)) {
            return classesIn(classes, neighbour.getPackageName());
        }
        try (FileSystem jar = FileSystems.newFileSystem(classes)) {
            return classesIn(jar.getPath("/"), neighbour.getPackageName());
        }
    }

    private static List<String> classesIn(Path root, String packageName) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(packageName.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .map(name -> packageName + '.' + name.substring(0, name.length() - 6))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    private static boolean isForCallers(Executable what) {
        boolean implemented = what.getDeclaringClass().isInterface() && !Modifier.isStatic(what.getModifiers());
        boolean generated = what.getDeclaringClass().isEnum() && what.getName().equals("valueOf");
        return Modifier.isPublic(what.getModifiers())
                && !what.isSynthetic()
                && !implemented
                && !generated
                && !what.getName().equals("equals")
                && !what.getName().equals("main");
    }

    private void call(Executable what) {
        Parameter[] parameters = what.getParameters();
        for (int index = 0; index < parameters.length; index++) {
            Parameter parameter = parameters[index];
            if (parameter.getType().isPrimitive()
                    || parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    || samples.spares(what)) {
                continue;
            }
            call(what, index, null, parameter.getName());
            holdingNull(parameter.getType()).forEach(value -> call(what, parameter, value));
        }
    }

    private void call(Executable what, Parameter parameter, Object value) {
        call(what, List.of(what.getParameters()).indexOf(parameter), value, parameter.getName());
    }

    /** Collections, and arrays, of which one element is null. */
    private static Stream<Object> holdingNull(Class<?> type) {
        if (type == List.class) {
            return Stream.of(Collections.singletonList(null));
        }
        if (type == Set.class) {
            return Stream.of(Collections.singleton(null));
        }
        if (type == Map.class) {
            return Stream.of(Collections.singletonMap("x", null));
        }
        return type.isArray() && !type.getComponentType().isPrimitive()
                ? Stream.of(Array.newInstance(type.getComponentType(), 1))
                : Stream.empty();
    }

    private void call(Executable what, int index, Object value, String name) {
        String call = what.getDeclaringClass().getName() + "#" + what.getName()
                + Arrays.stream(what.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList() + " " + name + (value == null ? "" : " (element)");
        called.add(call);
        try {
            Object[] arguments =
                    Arrays.stream(what.getParameterTypes()).map(samples::of).toArray();
            arguments[index] = value;
            invoke(what, arguments);
            faults.add(call + " took it");
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (!(thrown instanceof NullPointerException) || !name.equals(thrown.getMessage())) {
                faults.add(call + " threw " + thrown);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            faults.add(call + " could not be called: " + e);
        }
    }

    private void invoke(Executable what, Object[] arguments) throws ReflectiveOperationException {
        if (what instanceof Constructor<?> constructor) {
            constructor.newInstance(arguments);
            return;
        }
        Method method = (Method) what;
        method.invoke(
                Modifier.isStatic(method.getModifiers()) ? null : samples.of(method.getDeclaringClass()), arguments);
    }
}
