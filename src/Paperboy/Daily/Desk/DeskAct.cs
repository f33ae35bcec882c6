namespace Paperboy.Daily.Desk;

/// <summary>One thing that a curator does at the desk.</summary>
public abstract record DeskAct
{
    private DeskAct()
    {
    }

    /// <summary>Puts a paper into the edition, behind the other picks, or at a place; one that was left out comes back.</summary>
    public sealed record Pick(string Paper, int? Place = null, string Note = "") : DeskAct;

    public sealed record Unpick(string Paper) : DeskAct;

    /// <summary>Moves a pick up (-1) or down (1).</summary>
    public sealed record Step(string Paper, int By) : DeskAct;

    /// <summary>Sets a pick's place, from 1 on (beyond the last one is the last), and says why this one; null leaves what is.</summary>
    public sealed record Revise(string Paper, int? Place, string? Note) : DeskAct;

    /// <summary>Brings all picks into an order; those that it does not name follow as they stood.</summary>
    public sealed record Arrange(IReadOnlyList<string> Papers) : DeskAct;

    /// <summary>Leaves a paper out of this day; a pick is none any more.</summary>
    public sealed record LeaveOut(string Paper) : DeskAct;

    /// <summary>Takes a paper that was left out in again.</summary>
    public sealed record TakeIn(string Paper) : DeskAct;
}
