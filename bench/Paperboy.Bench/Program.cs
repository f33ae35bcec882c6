using System.Globalization;
using Paperboy.Bench;

// Each benchmark takes a data folder with papers in it (columns: a number of documents) and prints one table. docs/benchmarks.md has the commands.
switch (args)
{
    case ["search", var folder]:
        SearchBench.Run(folder);
        return 0;
    case ["pages", var folder]:
        await PagesBench.Run(folder);
        return 0;
    case ["start", var folder]:
        await StartBench.Run(folder);
        return 0;
    case ["columns", var documents]:
        ColumnsBench.Run(int.Parse(documents, CultureInfo.InvariantCulture));
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: Paperboy.Bench search|pages|start DATA-FOLDER | columns DOCUMENTS");
        return 2;
}
