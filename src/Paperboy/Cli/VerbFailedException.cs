namespace Paperboy.Cli;

/// <summary>A verb cannot do what was asked; the message tells the user what, where and why, without a stack trace.</summary>
public sealed class VerbFailedException : Exception
{
    public VerbFailedException(string message) : base(message)
    {
    }

    public VerbFailedException(string message, Exception inner) : base(message, inner)
    {
    }
}
