package io.github.iothubsdk.examples.kotlin

import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path
import org.assertj.core.api.Assertions.assertThat
import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.io.TempDir

/** What Kotlin's compiler knows of the API: it refuses a null, and a `when` that forgets an ending. */
@Timeout(300)
class NullnessTest(@param:TempDir private val directory: Path) {

    private val imports =
        """
        import io.github.iothubsdk.provisioning.*
        import io.github.iothubsdk.provisioning.model.*
        import java.time.Duration

        """.trimIndent()

    private fun compile(code: String): Pair<ExitCode, String> {
        val source = Files.writeString(Files.createTempDirectory(directory, "src").resolve("Snippet.kt"), imports + code)
        val classPath = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        val said = ByteArrayOutputStream()
        val code = K2JVMCompiler().exec(
            PrintStream(said), "-Werror", "-no-stdlib", "-cp", classPath,
            "-d", directory.resolve("out").toString(), source.toString())
        return code to said.toString(Charsets.UTF_8)
    }

    @Test
    fun takesWhatIsRight() {
        val (code, said) = compile(
            """
            fun name(summary: RunSummary): String? = summary.name().orElse(null)
            fun all(client: ProvisioningClient): Int = client.unfinishedRuns().size
            fun late(e: ProvisioningException.Unfinished): String = e.reason().name
            """.trimIndent())
        assertThat(code).describedAs(said).isEqualTo(ExitCode.OK)
    }

    @Test
    fun refusesANullInAnArgument() {
        val (code, said) = compile("fun f(client: ProvisioningClient) = client.resume(null, Duration.ZERO)")
        assertThat(code).isEqualTo(ExitCode.COMPILATION_ERROR)
        assertThat(said).containsIgnoringCase("null")
    }

    @Test
    fun refusesWhatMayBeNull() {
        val (code, said) = compile("fun f(name: String?) = CreateInstanceRequest.builder(\"cn-north-1\", name)")
        assertThat(code).isEqualTo(ExitCode.COMPILATION_ERROR)
        assertThat(said).contains("String?")
    }

    /** A warning, and so an error here: what is never null needs no `?.`. */
    @Test
    fun knowsWhatIsNeverNull() {
        val (code, said) = compile("fun f(run: RunSummary) = run.runId()?.value()")
        assertThat(code).isEqualTo(ExitCode.COMPILATION_ERROR)
        assertThat(said).containsIgnoringCase("unnecessary safe call")
    }

    @Test
    fun refusesAWhenThatForgetsAnEnding() {
        val (code, said) = compile(
            """
            fun next(e: ProvisioningException): Int = when (e) {
                is ProvisioningException.Invalid -> 1
                is ProvisioningException.Unfinished -> 2
                is ProvisioningException.Broken -> 3
            }
            """.trimIndent())
        assertThat(code).isEqualTo(ExitCode.COMPILATION_ERROR)
        assertThat(said).contains("Unknown")
    }
}
