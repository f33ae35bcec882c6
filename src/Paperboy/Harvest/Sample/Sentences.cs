namespace Paperboy.Harvest.Sample;

/// <summary>The sentences that papers of all fields share. Slots are those of <see cref="Facts"/>.</summary>
internal static class Sentences
{
    public static readonly IReadOnlyList<string> Introductions =
    [
        "We present <name>, <method>.",
        "We introduce <name>, <method>.",
        "This paper proposes <name>, <method>.",
        "Our answer is \\emph{<name>}, <method>.",
        "Here we describe <name>, <method>.",
        "We take another route with <name>, <method>.",
    ];

    public static readonly IReadOnlyList<string> Experiments =
    [
        "On <n> <items> from <data>, <name> <raises> <metric> from <b> to <o>, averaged over <k> seeds.",
        "In experiments on <data> (<n> <items>), <metric> <rises> from <b> with <base> to <o> with <name>.",
        "On <data> and <data2>, <name> <raises> <metric> by <gain> and <gain2>, respectively, compared with <base>.",
        "With <n> <items> from <data> for testing, <name> <raises> <metric> to <o>, where <base> stops at <b>.",
        "Measured on <n> <items> from <data>, <metric> <rises> by <gain> to <o>, at <share>% of the cost of <base>.",
        "Compared with <base>, <name> <raises> <metric> by <gain> on <data> and needs <share>% of the [energy|time|memory].",
    ];

    public static readonly IReadOnlyList<string> Ablations =
    [
        "An ablation attributes <share>% of the gain to <component>.",
        "Without <component>, <share>% of the improvement is lost.",
        "Most of the effect is due to <component>; the rest of the design could be simpler still.",
        "On <data2> the gain is smaller but has the same sign, and <component> again matters most.",
        "Removing <component> costs more than halving the training data.",
        "Against <base2>, which is harder to beat than it looks, the margin shrinks to <small>.",
    ];

    public static readonly IReadOnlyList<string> Questions = ["We ask <question>.", "This study asks <question>.", "Here we ask <question>."];

    public static readonly IReadOnlyList<string> Observations =
    [
        "Over <weeks> weeks we collected <n> <items> and compared <base> with <base2> under <k> conditions.",
        "We re-examine <n> <items> from <data>, following a protocol that was registered before the first was opened.",
        "Our material is <data>, <n> <items> in all, and a comparison of <base> with <base2>.",
        "We followed <n> <items> from <data> for <weeks> weeks and repeated every measurement <k> times.",
    ];

    public static readonly IReadOnlyList<string> Outcomes =
    [
        "Between the best and the worst condition, <metric> <rises> from <b> to <o>.",
        "With <component> in place, <metric> <rises> from <b> to <o>; without it, nothing happens.",
        "The answer is a qualified yes: <metric> <rises> by <gain>, just outside the 95% interval.",
        "The effect is smaller than is commonly believed: <metric> <rises> by no more than <small>.",
    ];

    public static readonly IReadOnlyList<string> Collections =
    [
        "We release <name>, a collection of <n> <items> that were gathered over <weeks> weeks and checked by hand.",
        "To change this, we publish <name>: <n> <items> with a fixed split and a plain description of how they came about.",
        "We introduce <name>, a benchmark of <n> <items>, every one of which was seen by two annotators.",
    ];

    public static readonly IReadOnlyList<string> Standings =
    [
        "Of <k> systems that we tested, the weakest was <base>, and from there to the best <metric> <rises> from <b> to <o>.",
        "A first baseline, <base>, stands at <b> (<metric>), and the best of <k> systems at <o>.",
        "On <name>, <metric> <rises> from <b> with <base> to <o> with the best system; on <data>, by <small> only.",
    ];

    public static readonly IReadOnlyList<string> Releases =
    [
        "Code is available at https://example.org/<slug>.",
        "Code and data: {https://example.org/<slug>}.",
        "Everything that is needed to repeat the experiments is on \\href{https://example.org/<slug>}{the project page}.",
        "We release code, data, and logs (https://example.org/<slug>).",
    ];

    public static readonly IReadOnlyList<string> Adjectives =
    [
        "Patient", "Quiet", "Humble", "Wobbly", "Frugal", "Candid", "Nimble", "Drowsy", "Gentle", "Stubborn", "Curious", "Thrifty",
        "Polite", "Hasty", "Sober", "Mellow", "Rusty", "Tidy", "Sly", "Brisk", "Plucky", "Wistful", "Dapper", "Earnest",
    ];

    public static readonly IReadOnlyList<string> StudySubtitles =
    [
        "A Negative Result", "A Field Study", "An Audit", "A Second Look", "A Replication", "Notes from Practice", "What the Data Say",
    ];

    public static readonly IReadOnlyList<string> ResourceKinds = ["Benchmark", "Test Bed", "Data Set", "Shared Task"];

    public static readonly IReadOnlyList<string> Remarks =
    [
        "<N> pages, <k> figures", "<N> pages, <k> figures, one regret", "Extended version; <N> pages", "Camera-ready; typos corrected",
        "Under review", "<N> pages; comments welcome", "Supplement included, with the cat",
    ];

    public static readonly IReadOnlyList<string> Venues =
    [
        "Workshop on Patient Computing", "Symposium on Overlooked Problems", "Lakeside Meeting on Learning",
        "Annals of Modest Results", "Conference on Small Machines",
    ];
}
