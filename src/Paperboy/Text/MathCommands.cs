namespace Paperboy.Text;

/// <summary>The commands of formulas that change how a thing is set and not what is read.</summary>
internal static class MathCommands
{
    /// <summary>Whether the command sets its argument in other letters, which plain text does not show.</summary>
    public static bool IsLettering(string name) => name is "mathcal" or "mathrm" or "mathbf" or "mathsf" or "mathtt" or "mathit"
        or "mathfrak" or "mathscr" or "mathnormal" or "boldsymbol" or "bm" or "pmb" or "boldmath" or "cal" or "rm" or "bf" or "it"
        or "sf" or "tt" or "em" or "sc" or "sl" or "bold" or "overbrace" or "underbrace" or "overrightarrow" or "overleftarrow"
        or "boxed" or "mathbin" or "mathrel" or "mathord" or "mathopen" or "mathclose" or "smash" or "ensuremath";

    /// <summary>The combining character of an accent, or null.</summary>
    public static string? Accent(string name) => name switch
    {
        "hat" or "widehat" => "\u0302",
        "tilde" or "widetilde" => "\u0303",
        "bar" or "overline" => "\u0304",
        "underline" => "\u0332",
        "vec" => "\u20d7",
        "dot" => "\u0307",
        "ddot" => "\u0308",
        "acute" => "\u0301",
        "grave" => "\u0300",
        "check" => "\u030c",
        "breve" => "\u0306",
        "mathring" => "\u030a",
        _ => null,
    };

    /// <summary>Whether the command sizes and places only.</summary>
    public static bool IsSilent(string name) => name is "left" or "right" or "middle" or "displaystyle" or "textstyle" or "scriptstyle" or "scriptscriptstyle"
            or "limits" or "nolimits" or "big" or "Big" or "bigg" or "Bigg" or "bigl" or "bigr" or "Bigl" or "Bigr" or "biggl"
            or "biggr" or "bigm" or "nonumber" or "notag" or "xspace" or "allowbreak" or "hfill" or "small";
}
