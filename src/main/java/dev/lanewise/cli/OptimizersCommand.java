package dev.lanewise.cli;

import dev.lanewise.optim.Convention;
import dev.lanewise.optim.Hyper;
import dev.lanewise.optim.Optimizers;
import dev.lanewise.optim.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the optimizers, or shows one in full. */
@Command(
        name = "optimizers",
        header = "List the optimizers, or show one with its settings and conventions.",
        footer = {
            "",
            "Examples:",
            "  lanewise optimizers",
            "  lanewise optimizers adam",
            "  lanewise train digits --optimizer adam --convention keras --set beta2=0.99"
        })
final class OptimizersCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            completionCandidates = Names.OptimizerNames.class,
            description = "The optimizer to show.")
    @Nullable
    String name;

    OptimizersCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (name == null) {
            list();
        } else {
            show(Optimizers.rule(name));
        }
        return ExitCodes.OK;
    }

    private void list() {
        for (String each : Optimizers.names()) {
            Rule rule = Optimizers.rule(each);
            console.out.println(console.style.label(each));
            Facts facts = new Facts(console);
            facts.add("  formula", rule.formula());
            facts.add("  use", rule.use());
            facts.add("  source", rule.source());
            facts.add("  defaults", defaults(rule));
        }
        console.out.println();
        console.out.println("One in full: lanewise optimizers adam");
    }

    private static String defaults(Rule rule) {
        List<String> texts = new ArrayList<>();
        for (Hyper hyper : rule.hypers()) {
            texts.add(hyper.name() + "=" + hyper.standard(Convention.LANEWISE));
        }
        return String.join(" ", texts);
    }

    private void show(Rule rule) {
        new Facts(console)
                .add("optimizer", rule.name())
                .add("formula", rule.formula())
                .add("use", rule.use())
                .add("source", rule.source());
        console.out.println();
        List<Convention> conventions = List.copyOf(rule.conventions());
        List<String> header = new ArrayList<>(List.of("setting"));
        conventions.forEach(convention -> header.add(convention.label()));
        TextTable table = new TextTable(header.size(), header.toArray(String[]::new));
        for (Hyper hyper : rule.hypers()) {
            List<String> row = new ArrayList<>(List.of(hyper.name()));
            conventions.forEach(convention -> row.add(hyper.standard(convention)));
            table.add(row);
        }
        table.print(console.out, console.style);
        console.out.println();
        for (Hyper hyper : rule.hypers()) {
            console.out.println(console.style.label(hyper.name()));
            new Facts(console).add("  is", hyper.allowed()).add("  means", hyper.meaning());
        }
        console.out.println();
        console.out.println(
                "Set one: --set " + rule.hypers().getFirst().name() + "=...; all of a library's: --convention "
                        + conventions.getLast().label());
    }
}
