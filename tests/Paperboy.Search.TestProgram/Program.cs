using System.Globalization;
using Paperboy.Search.TestProgram;

// What the engine's tests need a process of its own for, and the maker of golden indexes.
switch (args)
{
    case ["write", var folder, var seed]:
        EndlessWriter.Run(folder, int.Parse(seed, CultureInfo.InvariantCulture));
        return 0;
    case ["golden", var folder]:
        GoldenIndex.Write(folder);
        File.Delete(Path.Combine(folder, "write.lock"));
        return 0;
    default:
        Console.Error.WriteLine("Usage: write FOLDER SEED: write batches into an index until killed.");
        Console.Error.WriteLine("       golden FOLDER: make a golden index.");
        return 2;
}
