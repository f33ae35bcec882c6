using Paperboy.Catalog;

namespace Paperboy.Daily.Desk;

/// <summary>What the desk of a day shows.</summary>
/// <param name="State">What was decided so far.</param>
/// <param name="Picks">Those whose papers are there, in their order.</param>
/// <param name="LeftOut">Likewise, what is left out.</param>
/// <param name="Candidates">A page of the papers that may be picked.</param>
/// <param name="From">Of which day these are: another one where nothing is announced for this day yet.</param>
/// <param name="Found">How many candidates there are on all pages.</param>
/// <param name="Query">What was searched for among them.</param>
/// <param name="Number">Of the page, from 1 on.</param>
/// <param name="Pages">How many there are.</param>
public sealed record DeskView(
    DeskState State,
    IReadOnlyList<PickedPaper> Picks,
    IReadOnlyList<Paper> LeftOut,
    IReadOnlyList<EditionPaper> Candidates,
    DateOnly From,
    int Found,
    string Query,
    int Number,
    int Pages)
{
    public DateOnly Day => State.Day;
}

/// <summary>A pick with its paper.</summary>
public sealed record PickedPaper(Pick Pick, Paper Paper);
