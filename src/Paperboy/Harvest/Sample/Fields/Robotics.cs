namespace Paperboy.Harvest.Sample.Fields;

/// <summary>Papers on robots: laundry, mud, and handing things to people.</summary>
internal static class Robotics
{
    public static readonly Field Field = new()
    {
        Category = "cs.RO",
        CrossLists = ["cs.AI", "cs.CV", "eess.SY"],
        Nouns = ["Otter", "Butler", "Mitten", "Badger", "Tightrope", "Crane", "Wheelbarrow", "Hedgehog"],
        Suffixes = ["Bot", "Grasp", "Policy"],
        Closings =
        [
            "Videos of all trials, including the ones with the cat, accompany the paper.",
            "No participant was harmed, and one vase was replaced.",
            "The hardware can be built from parts that a bicycle shop has in stock.",
            "We report every failure by cause, since averages do not fall down stairs.",
        ],
        Topics = [Laundry, Mud, Handovers],
    };

    private static Topic Laundry => new()
    {
        Keywords = ["deformable objects", "manipulation", "imitation learning", "household robots"],
        Phrases =
        [
            "Folding [Fitted Sheets|Wet Towels|Inside-Out Shirts]",
            "Manipulating [Deformable|Uncooperative|Inside-Out] Objects from Few Demonstrations",
            "Sock Matching under [Uncertainty|Poor Light|Time Pressure]",
            "Imitation Learning from [Tired|Left-Handed|Disagreeing] Demonstrators",
        ],
        Titles =
        [
            "The Fitted Sheet Is Not a Manifold",
            "One Sock Left: Open-Set Matching in Domestic Robotics",
            "Good Enough for Sunday: When Should a Robot Stop Folding?",
            "Learning to Fold from People Who Cannot",
        ],
        Problems =
        [
            "Cloth has more degrees of freedom than the people who fold it have patience.",
            "Laundry arrives in heaps, and a heap shows a camera almost nothing.",
            "A fitted sheet has no corners in any sense that a planner would accept.",
        ],
        Gaps =
        [
            "Policies that were trained on flat towels meet their first sleeve and give up.",
            "Demonstrations differ between households, and averaging two ways of folding gives a third that nobody can open.",
            "Simulated cloth neither clings nor hides a sock.",
        ],
        Approaches =
        [
            new(
                "a policy that shakes the cloth once, looks, and only then decides what it is holding",
                "A shake costs two seconds and yields $\\Delta H \\approx 1.<d>$ bits about the kind of garment.",
                "the shake"),
            new(
                "an imitation learner that keeps the styles of its teachers apart",
                "Tactile fingertips detect the hem, which vision confuses with any other fold.",
                "the hem detector"),
            new(
                "a planner over *creases* in place of points",
                "The state is a graph of <N> creases with angles $\\phi_i \\in (-\\pi, \\pi)$, small enough to plan in at $10$ Hz.",
                "the crease graph"),
        ],
        Questions =
        [
            "whether owners can tell a robot's folding from that of their relatives",
            "how many demonstrations from one household are worth one from another",
        ],
        Findings =
        [
            "Most failures began with a sleeve, and <q>% of them ended with it.",
            "Owners accepted imperfect folds if the socks were right.",
            "The robot was slower than all participants and the only one to finish.",
            "Shaking the cloth helped more than doubling the training set.",
        ],
        Items = ["folding trials", "garments"],
        Data = ["HeapOfWednesday", "SockDrawer", "the Linen Room trials"],
        Baselines = ["a diffusion policy", "a scripted folder", "behavior cloning on pooled demonstrations"],
        Metrics = [new("success rate", "%", 1, 384, 592, 81, 224), new("time per garment", " s", 1, 484, 912, 94, 288, true)],
    };

    private static Topic Mud => new()
    {
        Keywords = ["legged locomotion", "field robotics", "terrain estimation", "navigation"],
        Phrases =
        [
            "Walking on [Mud|Wet Leaves|Thawing Ground]",
            "Terrain Estimation from the [Sound|Slip|Sigh] of Each Step",
            "Navigation on Farm Tracks in [Heavy Rain|November|Failing Light]",
            "Risk-Aware Planning across [Ditches|Cattle Grids|Flooded Paths]",
        ],
        Titles =
        [
            "Stuck: A Year of Field Robotics",
            "How Deep Is That Puddle?",
            "The Long Way Round Is Often Shorter",
            "Lessons from <N> Kilometers of Mud",
        ],
        Problems =
        [
            "Mud looks like ground until somebody stands on it.",
            "Robots that work outdoors meet weather, cattle, and the consequences of both.",
            "Maps of farmland are correct in July and fiction in November.",
        ],
        Gaps =
        [
            "Terrain classifiers judge by color, and wet things are all brown.",
            "Policies that were learned in simulation have never lost a shoe.",
            "Planners minimize distance, although getting stuck takes longer than any detour.",
        ],
        Approaches =
        [
            new(
                "a gait that tests each foothold with a tenth of the robot's weight before trusting it",
                "Sinkage is estimated as $z = (F / (b\\,k))^{1/n}$ from the force $F$ on the foot, with $k$ and $n$ updated at each step.",
                "the foothold test"),
            new(
                "a terrain estimator that listens to the *sound* of the step",
                "A microphone in each ankle costs less than the mud guard that protects it.",
                "the ankle microphones"),
            new(
                "a planner that charges every path for the time its rescue would take",
                "The expected cost is $\\mathbb{E}(T) + \\kappa \\Pr(\\text{stuck})$, where $\\kappa$ is the walking time of the nearest farmer.",
                "the rescue cost"),
        ],
        Questions =
        [
            "what field robots spend their time on when the videos are not being made",
            "whether past sinkage predicts future sinkage across a night of rain",
        ],
        Findings =
        [
            "The sound of a step announced trouble <k> steps before the camera did.",
            "Cattle were curious about the robot and decisive in their conclusions.",
            "Over the year <p>% of the rescues took place within sight of the barn.",
            "The careful gait was slower per meter and faster per field.",
        ],
        Items = ["footholds", "traversals"],
        Data = ["WetField", "the November Runs", "GateToGate"],
        Baselines = ["a learned gait without touch", "a color-based terrain classifier", "the shortest path"],
        Metrics = [new("traversal success", "%", 1, 512, 702, 71, 188), new("the number of rescues per 10 km", "", 1, 48, 96, 14, 37, true)],
    };

    private static Topic Handovers => new()
    {
        Keywords = ["human-robot interaction", "handover", "motion planning", "trust"],
        Phrases =
        [
            "Polite Handovers of [Hot Cups|Sharp Tools|Fragile Parcels]",
            "Letting Go at the [Right|Last Possible] Moment",
            "Motion Planning in [Narrow|Shared|Busy] Kitchens",
            "Legible Hesitation for [Service|Kitchen|Hospital] Robots",
        ],
        Titles =
        [
            "After You: Deadlock between Courteous Robots",
            "Who Is Holding the Cup?",
            "A Robot That Hesitates Is Understood",
            "On Getting Out of the Way",
        ],
        Problems =
        [
            "To hand over a cup, two parties must agree on who is holding it.",
            "A robot in a narrow kitchen is mostly in the way.",
            "People judge a robot within its first gesture, and remember the second.",
        ],
        Gaps =
        [
            "Controllers release on force alone, and a nervous grip feels like a firm one.",
            "Planners that avoid people by a fixed distance stop for ever in a corridor.",
            "Studies of trust are run with foam blocks, which nobody minds dropping.",
        ],
        Approaches =
        [
            new(
                "a release controller that waits for the *gaze* as well as the grip",
                "Release is triggered when $\\dot{F} > 0$ has held for <k> control cycles and the receiver's eyes have left the cup.",
                "the gaze condition"),
            new(
                "a planner that announces its intention by a small, early, and useless motion",
                "Hesitation lasts 0.4 s, which was long enough to be seen and too short to be resented.",
                "the early motion"),
            new(
                "a right-of-way protocol for two robots and any number of people with trays",
                "The protocol is free of deadlock for $n \\le 4$; for $n = 5$ it falls back on good manners.",
                "the right-of-way rule"),
        ],
        Questions =
        [
            "how a robot should behave after it has dropped something",
            "whether a robot that steps aside is thought to be polite or broken",
        ],
        Findings =
        [
            "Participants thanked the robot in <p>% of the handovers and apologized to it in <q>%.",
            "A visible hesitation raised trust more than a flawless motion did.",
            "After a dropped cup, silence was rated better than any of the apologies.",
            "Two courteous robots blocked a door for eleven minutes until somebody needed it.",
        ],
        Items = ["handovers", "corridor encounters"],
        Data = ["TeaRound", "the Galley Study", "NarrowHall"],
        Baselines = ["force-triggered release", "a reactive planner", "a fixed script"],
        Metrics = [new("the share of smooth handovers", "%", 1, 542, 712, 62, 181), new("waiting time", " s", 2, 184, 420, 46, 132, true)],
    };
}
