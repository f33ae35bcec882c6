using System.Globalization;
using System.Text;
using Paperboy.Readers.Events;

namespace Paperboy.Daily.Desk;

/// <summary>What an act makes of a desk: a pure function.</summary>
/// <param name="Picks">Those that stand then, with their places from 1 on.</param>
/// <param name="LeftOut">Those that are left out then.</param>
/// <param name="Events">What is to be noted for all time.</param>
/// <param name="Fault">Why it cannot be done, in words; null where it can.</param>
internal sealed record DeskPlan(
    IReadOnlyList<Pick> Picks, IReadOnlyList<LeftOut> LeftOut, IReadOnlyList<(EventKind Kind, string Paper)> Events, string? Fault = null)
{
    /// <summary>An edition of picks only needs no ranking; more than these nobody reads.</summary>
    public const int MostPicks = 100;

    public const int LongestNote = 500;

    /// <param name="state">How the desk stands.</param>
    /// <param name="act">What is to be done.</param>
    /// <param name="actor">By whom.</param>
    /// <param name="at">When.</param>
    public static DeskPlan Of(DeskState state, DeskAct act, long actor, DateTimeOffset at) => act switch
    {
        DeskAct.Pick pick => Picked(state, pick, actor, at),
        DeskAct.Unpick(var paper) => Find(state, paper) is { } old
            ? new(Placed([.. state.Picks.Where(p => p != old)]), state.LeftOut, [(EventKind.Unpick, paper)])
            : No(state, "That paper is not picked."),
        DeskAct.Step(var paper, var by) => Moved(state, paper, old => old.Place + by),
        DeskAct.Revise(var paper, var place, var note) => Revised(state, paper, place, note),
        DeskAct.Arrange(var papers) => Arranged(state, papers),
        DeskAct.LeaveOut(var paper) => Left(state, paper, actor, at),
        DeskAct.TakeIn(var paper) => state.LeftOut.FirstOrDefault(p => p.Paper == paper) is { } old
            ? new(state.Picks, [.. state.LeftOut.Where(p => p != old)], [(EventKind.Unhide, paper)])
            : No(state, "That paper is not left out."),
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };

    /// <summary>A note as it is kept: one line, without characters that are not seen or turn the reading direction.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            var isSpace = Rune.IsWhiteSpace(rune);
            if (isSpace && clean.Length > 0 && clean[^1] != ' ')
                clean.Append(' ');
            else if (!isSpace && (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format) || rune.Value == ZeroWidthJoiner))
                clean.Append(rune);
        }

        return clean.ToString().Trim();
    }

    // Joins emoji, and letters of some scripts; it changes no direction.
    private const int ZeroWidthJoiner = 0x200D;

    private static DeskPlan Picked(DeskState state, DeskAct.Pick act, long actor, DateTimeOffset at)
    {
        if (Find(state, act.Paper) is not null)
            return No(state, "That paper is picked already.");
        if (state.Picks.Count >= MostPicks)
            return No(state, $"An edition has at most {MostPicks} picks.");
        if (act.Place < 1)
            return No(state, "Places are counted from 1 on.");
        var note = Clean(act.Note);
        if (note.Length > LongestNote)
            return TooLong(state, note);
        var picks = state.Picks.ToList();
        picks.Insert(Math.Min(act.Place - 1 ?? picks.Count, picks.Count), new Pick(state.Day, 0, act.Paper, 0, note, actor, null, at));
        var isBack = state.LeftOut.Any(p => p.Paper == act.Paper);
        return new(
            Placed(picks),
            isBack ? [.. state.LeftOut.Where(p => p.Paper != act.Paper)] : state.LeftOut,
            isBack ? [(EventKind.Unhide, act.Paper), (EventKind.Pick, act.Paper)] : [(EventKind.Pick, act.Paper)]);
    }

    private static DeskPlan Moved(DeskState state, string paper, Func<Pick, int> to, string? note = null)
    {
        if (Find(state, paper) is not { } old)
            return No(state, "That paper is not picked.");
        var picks = state.Picks.Where(p => p != old).ToList();
        picks.Insert(Math.Clamp(to(old) - 1, 0, picks.Count), note is null ? old : old with { Note = note });
        return new(Placed(picks), state.LeftOut, []);
    }

    private static DeskPlan Revised(DeskState state, string paper, int? place, string? text)
    {
        var note = text is null ? null : Clean(text);
        return place < 1 ? No(state, "Places are counted from 1 on.")
            : note?.Length > LongestNote ? TooLong(state, note)
            : Moved(state, paper, old => place ?? old.Place, note);
    }

    private static DeskPlan Arranged(DeskState state, IReadOnlyList<string> papers)
    {
        if (papers.FirstOrDefault(paper => Find(state, paper) is null) is { } unknown)
            return No(state, $"{unknown} is not picked.");
        var first = papers.Distinct(StringComparer.Ordinal).Select(paper => Find(state, paper)!).ToList();
        return new(Placed([.. first, .. state.Picks.Except(first)]), state.LeftOut, []);
    }

    private static DeskPlan Left(DeskState state, string paper, long actor, DateTimeOffset at)
    {
        if (state.LeftOut.Any(p => p.Paper == paper))
            return No(state, "That paper is left out already.");
        var picked = Find(state, paper);
        return new(
            Placed([.. state.Picks.Where(p => p != picked)]),
            [.. state.LeftOut, new LeftOut(0, paper, actor, null, at)],
            picked is null ? [(EventKind.Hide, paper)] : [(EventKind.Unpick, paper), (EventKind.Hide, paper)]);
    }

    private static Pick? Find(DeskState state, string paper) => state.Picks.FirstOrDefault(p => p.Paper == paper);

    private static Pick[] Placed(IReadOnlyList<Pick> picks) => [.. picks.Select((pick, i) => pick with { Place = i + 1 })];

    private static DeskPlan TooLong(DeskState state, string note) =>
        No(state, $"A note has at most {LongestNote} characters; this one has {note.Length}.");

    private static DeskPlan No(DeskState state, string fault) => new(state.Picks, state.LeftOut, [], fault);
}
