using Paperboy.Web;

namespace Paperboy.Daily.Desk;

/// <summary>What the desk calls things.</summary>
internal static class DeskWords
{
    public static string Lede(DeskView view, DateOnly today) =>
        view.Day > today ? "It is not shown to anybody but curators before its day begins (0:00 UTC)."
        : view.Day == today ? "It is being read: what you change is seen at once."
        : "Its day is over.";

    /// <summary>Over the papers that may be picked.</summary>
    public static string Candidates(DeskView view)
    {
        var papers = Words.Count(view.Found, "paper");
        var of = view.From == view.Day ? "of this day" : $"of {Words.Day(view.From)}, since nothing is announced for this day yet";
        return view.Query.Length > 0 ? $"{papers} {of} with “{view.Query}”" : $"{papers} {of}";
    }

    /// <summary>On the button that does again what somebody else's change has stopped.</summary>
    public static string Again(DeskAct? act) => act switch
    {
        DeskAct.Pick => "Pick the paper all the same",
        DeskAct.Unpick => "Take the paper out all the same",
        DeskAct.Step or DeskAct.Arrange => "Move it all the same",
        DeskAct.Revise => "Save note and place all the same",
        DeskAct.LeaveOut => "Leave the paper out all the same",
        _ => "Do it all the same",
    };
}
