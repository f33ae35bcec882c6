namespace Paperboy.Train;

/// <summary>The model could not be adapted; the message says why, for people.</summary>
public sealed class AdaptationException : Exception
{
    public AdaptationException(string message) : base(message)
    {
    }

    public AdaptationException(string message, Exception inner) : base(message, inner)
    {
    }
}
