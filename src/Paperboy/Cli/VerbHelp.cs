using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Paperboy.Cli;

/// <summary>The help of a verb, followed by examples to copy.</summary>
internal sealed class VerbHelp(HelpAction plain, IReadOnlyDictionary<Command, string[]> examples) : SynchronousCommandLineAction
{
    /// <summary>Who asks how a verb is used need not have used it rightly.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = plain.Invoke(parseResult);
        if (examples.TryGetValue(parseResult.CommandResult.Command, out var lines))
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in lines)
                output.WriteLine("  " + line);
            output.WriteLine();
        }

        return code;
    }

    /// <summary>Gives a command line's help option the examples of its verbs.</summary>
    public static RootCommand AddTo(RootCommand root, GlobalOptions options)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new VerbHelp((HelpAction)help.Action!, options.Examples);
        return root;
    }
}
