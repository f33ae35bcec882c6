using Paperboy.Text;
using Xunit;

namespace Paperboy.Tests.Text;

/// <summary>What authors type, in invented sentences, and how it is shown.</summary>
public sealed class PaperTextGoldenTests
{
    public static TheoryData<string, string> Plain => new()
    {
        // Accents.
        { "Generalised Tur\\'an and Tur\\'{a}n numbers", "Generalised Turán and Turán numbers" },
        { "Erd\\H{o}s, G\\\"odel, Fr\\'echet and Lov\\'asz's theta", "Erdős, Gödel, Fréchet and Lovász's theta" },
        { "{\\\"O}zdemir and \\c{C}elik, \\v{S}koda, K\\\"{o}hler", "Özdemir and Çelik, Škoda, Köhler" },
        { "Na{\\\"\\i}ve Bayes, na\\\"{\\i}ve and na\\\"\\i ve", "Naïve Bayes, naïve and naïve" },
        { "\\O{}stergaard, S{\\o}ren, \\AA{}ngstr\\\"om, stra\\ss{}e", "Østergaard, Søren, Ångström, straße" },
        { "\\L{}ukasz, \\DJ{}oko, {\\AE}gir and {\\oe}uvre", "Łukasz, Đoko, Ægir and œuvre" },
        { "Bail\\'ing, spelled without tones", "Bailíng, spelled without tones" },
        { "\\~n, \\=a, \\.z, \\u{g}, \\d{s}, \\k{a}, \\r{u}, \\^{\\i}", "ñ, ā, ż, ğ, ṣ, ą, ů, î" },
        // Escapes.
        { "reaches 45\\% of Q\\&A \\#1 for \\$5 in my\\_file", "reaches 45% of Q&A #1 for $5 in my_file" },
        { "R\\&amp;D, Tom &amp; Ann, a &lt; b, &amp;amp;, caf&eacute; and &#8217;", "R&D, Tom & Ann, a < b, &, café and ’" },
        { "\\textless2MB and \\textgreater 3GB at 0.25\\textdegree", "<2MB and > 3GB at 0.25°" },
        { "an en\\-cy\\-clo\\-pe\\-dia, 5\\,km, a~\\ b\\\\c", "an encyclopedia, 5 km, a b c" },
        { "it\\'s said and they don\\'t say", "it's said and they don't say" },
        { "she said \\\"yes\\\" to us", "she said \"yes\" to us" },
        { "the Bird\\u2019s Eye", "the Bird’s Eye" },
        { "costs \\32,000 in all", "costs $32,000 in all" },
        // Quotes and dashes.
        { "``quoted'' and `so' on", "“quoted” and ‘so’ on" },
        { "known as ``sequence modelling.\" Although", "known as “sequence modelling.” Although" },
        { "what `less is more' means", "what ‘less is more’ means" },
        { "the authors' rock 'n' roll", "the authors' rock 'n' roll" },
        { "two--three and yes---no, tasks -- all of them", "two–three and yes—no, tasks – all of them" },
        { "use --verbose, 3 -> 4, a <-- b and x --> y", "use --verbose, 3 -> 4, a <-- b and x --> y" },
        // Ties.
        { "models~(large ones) in Figure~3.~Here", "models (large ones) in Figure 3. Here" },
        { "about ~5%, from 1M~60M to 5.5 ~ 221.3X (~7B)", "about ~5%, from 1M~60M to 5.5 ~ 221.3X (~7B)" },
        // Emphasis and braces.
        { "forgetting comes from {\\em parameter and retrieval} levels", "forgetting comes from parameter and retrieval levels" },
        { "the \\emph{first}, \\textbf{second} and {\\bf third}", "the first, second and third" },
        { "a {\\sc Solver} and \\textsc{Prover} in \\texttt{code}", "a Solver and Prover in code" },
        { "V*Bench, A* search, 5*3 and 256 * 256", "V*Bench, A* search, 5*3 and 256 * 256" },
        { "a novel *two-stage* process, **Bold** claims", "a novel two-stage process, Bold claims" },
        { "the **C**hinese **I**mage set, Op**t**imisation", "the Chinese Image set, Optimisation" },
        { "star of *The dogs barks, (prefix*) + (suffix*)", "star of *The dogs barks, (prefix*) + (suffix*)" },
        { "we _do not know_ of snake_case or _private", "we do not know of snake_case or _private" },
        { "{BERT} and the {P}areto front", "BERT and the Pareto front" },
        { "Text + {Image or Audio or Video}, min{S, T/(n T)}", "Text + {Image or Audio or Video}, min{S, T/(n T)}" },
        { "runs in mathcal{O}(n) of three textit{o}bstacles, unlike red{this} or {", "runs in O(n) of three obstacles, unlike red{this} or {" },
        { "on R^{n times d} and d^{kq}, an x^{max}", "on R^(n times d) and d^(kq), an x^(max)" },
        { "a quantity {\\Psi} and Spearman's {\\rho}", "a quantity Ψ and Spearman's ρ" },
        { "10{,}000 samples", "10,000 samples" },
        // Macros.
        { "we present \\tool, a tool (\\aka the helper), \\eg{} this, \\ie that", "we present tool, a tool (aka the helper), e.g. this, i.e. that" },
        { "\\method{} beats \\ourbench{Foo} by far\\footnote{On one machine.}", "method beats Foo by far (On one machine.)" },
        { "a \\textcolor{red}{warning} and \\underline{line}\\xspace", "a warning and line" },
        { "as in \\cite{lamport94} and~\\citep{knuth, gries}", "as in [lamport94] and [knuth, gries]" },
        { "\\begin{itemize} \\item one \\item two \\end{itemize}", "• one • two" },
        { "set difference A\\B and LTL\\X", "set difference A\\B and LTL\\X" },
        { "language pairs \\rightarrowEnglish and \\muPLAN", "language pairs →English and μPLAN" },
        { "the 5\\textsuperscript{th} of x\\textsubscript{2}", "the 5th of x₂" },
        // HTML.
        { "the <projektor> framework, <think> tokens & i<b>j", "the <projektor> framework, <think> tokens & i<b>j" },
        { "an <i>italic</i> and <b>bold</b> LEN<sup>p</sup> H<sub>2</sub>O<br/>end", "an italic and bold LENᵖ H₂O end" },
        { "a <i>lost end and 3 < 4 > 2", "a <i>lost end and 3 < 4 > 2" },
        // Currency.
        { "costs only $25 and $20 per tutor", "costs only $25 and $20 per tutor" },
        { "less than $5-$10, between $48-$74, or 4$ per hour", "less than $5-$10, between $48-$74, or 4$ per hour" },
        { "fine-tuning at $100 million or 4$ in all", "fine-tuning at $100 million or 4$ in all" },
        { "$OneMillion earned, US$500, 2T$", "$OneMillion earned, US$500, 2T$" },
        // Scripts without formulas.
        { "MoE^2, R^2 and 10^{-45} to 10^{13}, d^{3/2}, x_{ij}, \\pi_{0.5}", "MoE², R² and 10⁻⁴⁵ to 10¹³, d^(3/2), xᵢⱼ, π_0.5" },
        { "C_Phi, r_{max}, snake_{case} and ^up", "C_Phi, r_max, snake_case and ^up" },
        // Formulas.
        { "where $\\alpha^2 \\le n$ holds", "where α² ≤ n holds" },
        { "a state \\( x'(t) = Ax(t) + Bu(t) \\) of the model", "a state x′(t) = Ax(t) + Bu(t) of the model" },
        { "in $O(n \\log n)$, $O(n\\log^2 n)$ or $\\tilde{O}(\\sqrt{n})$ time", "in O(n log n), O(n log² n) or Õ(√n) time" },
        { "for $x \\in \\mathbb{R}^{n\\times d}$ and $\\hat{x}_i \\ge \\bar y$", "for x ∈ ℝ^(n×d) and x\u0302ᵢ ≥ ȳ" },
        { "$\\frac{1}{2}$, $\\frac{a+b}{c}$, $\\tfrac{x}{y+1}$ and $\\binom{n}{k}$", "1/2, (a+b)/c, x/(y+1) and (n choose k)" },
        { "$\\mathcal{N}(0, \\sigma^2 I)$ with $\\mathrm{KL}(p \\| q)$", "N(0, σ²I) with KL(p‖q)" },
        { "$256 \\times 256$, $3\\times$ faster, $95\\%$ and $\\sim 5$", "256 × 256, 3× faster, 95% and ∼5" },
        { "$\\sum_{i=1}^{n} x_i \\neq \\prod_j y_j$", "∑ᵢ₌₁ⁿ xᵢ ≠ ∏ⱼ yⱼ" },
        { "$f: X \\to Y$, $A \\subseteq B$, $\\forall \\epsilon > 0$", "f: X → Y, A ⊆ B, ∀ε > 0" },
        { "$\\lfloor x \\rfloor$, $\\langle u, v \\rangle$, $\\{0,1\\}^n$, $\\left(\\frac{a}{b}\\right)$", "⌊x⌋, ⟨u, v⟩, {0,1}ⁿ, (a/b)" },
        { "$k$-means, $k^{th}$, $T^*$, $90^\\circ$, $A^\\top$, $x'$", "k-means, kth, T*, 90°, Aᵀ, x′" },
        { "$\\text{if } x < 0$, $W_{query}$, $L_\\infty$, $\\ell_1$", "if x < 0, W_query, L_∞, ℓ₁" },
        { "$\\argmax_x p(x)$, $\\operatorname{rank}(A)$, $\\Pr[X > t]$", "argmaxₓ p(x), rank(A), Pr[X > t]" },
        { "$$E = mc^2$$ and \\[ a = b \\] and \\begin{equation} c \\ne d \\end{equation}", "E = mc² and a = b and c ≠ d" },
        { "words$\\unicode{x2013}$more words", "words–more words" },
        { "broken $\\frac{1}{$ here and $\\foo{x$", "broken \\frac{1}{ here and \\foo{x" },
        { "\\frac{1}{2} of \\sqrt{n} and \\mathcal{O}(n)", "1/2 of √n and O(n)" },
        // Addresses.
        { "code at {https://github.com/a/b}.", "code at https://github.com/a/b." },
        { "see (https://example.org/wiki/A_(b)), or https://example.org/?a=b&c=d, now", "see (https://example.org/wiki/A_(b)), or https://example.org/?a=b&c=d, now" },
        { "at https://example.org{this place}.", "at this place." },
        { "at \\href{https://example.org/x\\_y}{our \\textbf{page}}. \\url{www.example.org}", "at our page. www.example.org" },
        { "[code](https://example.org/x) and github.com/some/repo, www.example.org.", "code and github.com/some/repo, www.example.org." },
        { "<https://example.org>, \"https://example.org\" and https://example.org/a/.", "<https://example.org>, \"https://example.org\" and https://example.org/a/." },
        { "\\href{javascript:alert(1)}{click} and javascript:alert(1)", "click and javascript:alert(1)" },
        // Characters.
        { "ef\ufb01cient\u00a0\u00a0work\u200b here\u0007, d\u0092accord, \u202eevil\u202c", "efficient work here, d’accord, evil" },
        { "  many   spaces and\n   lines  ", "many spaces and lines" },
        { "lost spaces,like this.Or that", "lost spaces,like this.Or that" },
    };

    [Theory]
    [MemberData(nameof(Plain))]
    public void A_source_is_shown_clean(string source, string plain) =>
        Assert.Equal(plain, PaperText.Parse(source).ToPlainText());
}
