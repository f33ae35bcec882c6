using Paperboy;
using Paperboy.Cli;

return await VerbRunner.RunAsync(Verbs.Root(), Verbs.Arguments(args));
