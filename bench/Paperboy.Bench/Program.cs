using Paperboy.Bench;
using Paperboy.Bench.Catalog;
using Paperboy.Bench.Engine;

const string Usage = """
    usage: Paperboy.Bench search|pages|start DATA-FOLDER
           Paperboy.Bench engine CORPUS-FOLDER [--documents N] [--index FOLDER] [--reuse] [--repeat N]
           Paperboy.Bench engine-index CORPUS.tsv INDEX [--documents N] [--threads N]
           Paperboy.Bench engine-search INDEX QUERIES [--repeat N] [--first N] [--times]
           Paperboy.Bench engine-freshness INDEX QUERIES [--seconds N]
           Paperboy.Bench engine-suggest INDEX QUERIES
           Paperboy.Bench engine-facets CORPUS-FOLDER [--documents N] [--index FOLDER] [--reuse] [--repeat N] [--first N]
                          [--only NAME] [--times] [--processor-time]
           Paperboy.Bench engine-vectors clustered|even|CORPUS-FOLDER [--documents N] [--first N] [--repeat N] [--index FOLDER]
                          [--reuse] [--processor-time]
           Paperboy.Bench drift PAPERS.jsonl.gz... [--papers N] [--queries N] [--sample N]
           Paperboy.Bench engine-hybrid CORPUS-FOLDER [--documents N] [--index FOLDER] [--reuse] [--repeat N] [--first N] [--times]
           Paperboy.Bench bulk-file CORPUS.tsv PAPERS FILE.json
           Paperboy.Bench import FILE [--data FOLDER] [--catalog-only]
           Paperboy.Bench import-stages BULK-FILE
           Paperboy.Bench merge BULK-FILE DATA-FOLDER [--records N] [--seed N]
           Paperboy.Bench oai CORPUS-FOLDER [--records N] [--repeat N]
           Paperboy.Bench table RESULTS-FOLDER
    """;

// Each benchmark prints one table, or lines of JSON. docs/benchmarks.md has the commands.
try
{
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
        case [("engine" or "engine-index" or "engine-search" or "engine-freshness" or "engine-facets" or "engine-vectors" or "engine-hybrid") and var verb, .. var rest]:
            return EngineBench.Run(verb, rest);
        case ["engine-suggest", var index, var queries]:
            SuggestBench.Run(index, queries, first: 300);
            return 0;
        case ["drift", .. var rest]:
            await DriftBench.Run(rest);
            return 0;
        case ["bulk-file", var corpus, var papers, var output]:
            BulkFile.Write(corpus, int.Parse(papers, System.Globalization.CultureInfo.InvariantCulture), output);
            return 0;
        case ["import", .. var rest]:
            ImportBench.Run(rest);
            return 0;
        case ["import-stages", var file]:
            StagesBench.Run(file);
            return 0;
        case ["merge", .. var rest]:
            MergeBench.Run(rest);
            return 0;
        case ["oai", var folder, .. var rest]:
            OaiBench.Run(folder, rest);
            return 0;
        case ["table", var folder]:
            Console.Write(ComparisonTable.Of(folder));
            return 0;
        default:
            await Console.Error.WriteLineAsync(Usage);
            return 2;
    }
}
catch (ArgumentException e)
{
    await Console.Error.WriteLineAsync($"{e.Message}\n{Usage}");
    return 2;
}
catch (Exception e) when (e is IOException or InvalidDataException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
