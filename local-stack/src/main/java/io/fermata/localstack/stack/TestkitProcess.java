package io.fermata.localstack.stack;

import io.fermata.localstack.network.Endpoint;
import io.fermata.localstack.process.ProcessSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server of the testkit: the scripted model, or the shop whose tools the demo's agent uses. */
record TestkitProcess(
        String name,
        String mainClass,
        Endpoint endpoint,
        List<String> arguments,
        StackDirectory directory,
        Map<String, String> environment,
        Jit jit)
        implements StackProcess {
    @Override
    public List<Endpoint> endpoints() {
        return List.of(endpoint);
    }

    @Override
    public ProcessSpec prepare() {
        String classPath = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of(
                JavaProgram.path(), "-Xms16m", "-Xmx128m", "-XX:+UseSerialGC", "-Xss512k", "-Duser.timezone=UTC"));
        command.addAll(compilers());
        command.addAll(JavaProgram.keepingClasses(classPath, directory.classes(name)));
        command.addAll(List.of("-cp", classPath, mainClass, "--port", Integer.toString(endpoint.port())));
        command.addAll(arguments);
        return new ProcessSpec(name, command, environment, directory.log(name));
    }

    @Override
    public List<String> compilers() {
        return jit.busy();
    }

    @Override
    public boolean ready() {
        return Probes.accepts(endpoint);
    }
}
