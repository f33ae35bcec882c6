namespace Paperboy.Embeddings.Training;

/// <summary>A paper as the trainer is given it: plain text, as the index has it.</summary>
/// <param name="Title">The title; may be empty.</param>
/// <param name="Abstract">The abstract; may be empty.</param>
internal readonly record struct TrainingText(string Title, string Abstract);
