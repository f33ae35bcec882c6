using System.Globalization;
using System.Runtime.InteropServices;
using Paperboy.Recommend.Features;
using Paperboy.Recommend.Learning;

namespace Paperboy.Recommend;

/// <summary>What was learned before a day: how likely a paper that arXiv announces from then on is to be picked. It never changes.</summary>
/// <param name="Before">The training day: nothing of it or later was known.</param>
/// <param name="Papers">How many it was trained on.</param>
/// <param name="Picks">How many of them had been picked.</param>
/// <param name="Terms">The terms that have weights.</param>
/// <param name="Linear">Their weights.</param>
/// <param name="Variances">How unsure each weight is.</param>
/// <param name="Trees">What becomes of the linear model's log-odds, the authors' history and the paper's form together.</param>
/// <param name="Authors">Their history before the training day.</param>
internal sealed record PickModel(
    DateOnly Before,
    int Papers,
    int Picks,
    TermTable Terms,
    LogisticRegression Linear,
    float[] Variances,
    BoostedTrees Trees,
    AuthorHistory Authors)
{
    // Both see the words; the linear model is steadier, the trees know the authors (docs/picks.md).
    private const double TreeShare = 0.85;

    /// <summary>Tells models apart, where predictions are kept.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{PickModelFile.Version}, before {Before:yyyy-MM-dd}, {Papers} papers, {Picks} picks");

    /// <summary>The log-odds of a paper of which nothing is known.</summary>
    public double BaseLogOdds => Math.Log((Picks + 0.5) / (Math.Max(0, Papers - Picks) + 0.5));

    /// <summary>Judges candidates one after the other; for one thread at a time.</summary>
    public Judge NewJudge() => new(this);

    /// <summary>What is needed to judge candidates, kept from one to the next.</summary>
    internal sealed class Judge(PickModel model)
    {
        private readonly CandidateTerms _terms = new();
        private readonly List<TermCount> _found = [];
        private float[] _values = new float[1024];

        /// <summary>How likely a candidate is to be picked.</summary>
        /// <exception cref="InvalidOperationException">It was announced before the training day: the model may know what became of it.</exception>
        public PickScore Of(PickCandidate candidate)
        {
            if (candidate.Day < model.Before)
                throw new InvalidOperationException($"{candidate.Id} was announced on {candidate.Day:yyyy-MM-dd}; a model trained before {model.Before:yyyy-MM-dd} may know what became of it.");
            _terms.Read(candidate);
            model.Terms.Find(_terms, _found);
            if (_values.Length < _found.Count)
                _values = new float[2 * _found.Count];
            model.Terms.Values(CollectionsMarshal.AsSpan(_found), candidate.Authors.Count, _values);
            var (text, variance) = (model.Linear.Bias, 0d);
            for (var i = 0; i < _found.Count; i++)
            {
                text += model.Linear.Weights[_found[i].Column] * _values[i];
                variance += (double)model.Variances[_found[i].Column] * _values[i] * _values[i];
            }

            var trees = model.Trees.Score(DenseFeatures.Of(candidate, _terms.Form, text, model.Authors));
            var logOdds = (TreeShare * trees) + ((1 - TreeShare) * text);
            return new PickScore(logOdds, Deviation(logOdds, trees - text, variance));
        }

        /// <summary>Why the candidate that was judged last is or is not likely to be picked, in words.</summary>
        public IReadOnlyList<string> ReasonsFor(PickCandidate candidate, PickScore score) =>
            PickReasons.For(model, candidate, score, _terms, _found, _values);

        // Of the probability: by the uncertainty of the weights, and by how far the two learners are apart.
        private static double Deviation(double logOdds, double apart, double variance)
        {
            var p = LogisticRegression.Probability(logOdds);
            return p * (1 - p) * Math.Sqrt(variance + (TreeShare * (1 - TreeShare) * apart * apart));
        }
    }
}

/// <summary>What a model says of a candidate.</summary>
/// <param name="LogOdds">Of being picked; greater is likelier.</param>
/// <param name="Uncertainty">The standard deviation of its probability, as the model estimates it.</param>
internal readonly record struct PickScore(double LogOdds, double Uncertainty);
