using Paperboy.Text;
using Xunit;

namespace Paperboy.Tests.Text;

/// <summary>The same kind of sentences as HTML, where that says more than their words.</summary>
public sealed class PaperTextHtmlGoldenTests
{
    public static TheoryData<string, string> Html => new()
    {
        { "forgetting comes from {\\em parameter and retrieval} levels", "forgetting comes from <em>parameter and retrieval</em> levels" },
        { "the \\emph{first}, \\textbf{second} and {\\bf third}", "the <em>first</em>, <strong>second</strong> and <strong>third</strong>" },
        { "a {\\sc Solver} and \\textsc{Prover} in \\texttt{code}", "a <span class=\"small-caps\">Solver</span> and <span class=\"small-caps\">Prover</span> in <code>code</code>" },
        { "a novel *two-stage* process, **Bold** claims", "a novel <em>two-stage</em> process, <strong>Bold</strong> claims" },
        { "the **C**hinese **I**mage set, Op**t**imisation", "the <strong>C</strong>hinese <strong>I</strong>mage set, Op<strong>t</strong>imisation" },
        { "we _do not know_ of snake_case or _private", "we <em>do not know</em> of snake_case or _private" },
        { "runs in mathcal{O}(n) of three textit{o}bstacles, unlike red{this} or {", "runs in O(n) of three <em>o</em>bstacles, unlike red{this} or {" },
        { "an <i>italic</i> and <b>bold</b> LEN<sup>p</sup> H<sub>2</sub>O<br/>end", "an <em>italic</em> and <strong>bold</strong> LENᵖ H₂O end" },
        { "where $\\alpha^2 \\le n$ holds", "where <span class=\"math\" data-tex=\"\\alpha^2 \\le n\">α² ≤ n</span> holds" },
        { "a state \\( x'(t) = Ax(t) + Bu(t) \\) of the model", "a state <span class=\"math\" data-tex=\"x&#39;(t) = Ax(t) + Bu(t)\">x′(t) = Ax(t) + Bu(t)</span> of the model" },
        { "in $O(n \\log n)$, $O(n\\log^2 n)$ or $\\tilde{O}(\\sqrt{n})$ time", "in <span class=\"math\" data-tex=\"O(n \\log n)\">O(n log n)</span>, <span class=\"math\" data-tex=\"O(n\\log^2 n)\">O(n log² n)</span> or <span class=\"math\" data-tex=\"\\tilde{O}(\\sqrt{n})\">Õ(√n)</span> time" },
        { "for $x \\in \\mathbb{R}^{n\\times d}$ and $\\hat{x}_i \\ge \\bar y$", "for <span class=\"math\" data-tex=\"x \\in \\mathbb{R}^{n\\times d}\">x ∈ ℝ^(n×d)</span> and <span class=\"math\" data-tex=\"\\hat{x}_i \\ge \\bar y\">x\u0302ᵢ ≥ ȳ</span>" },
        { "$\\frac{1}{2}$, $\\frac{a+b}{c}$, $\\tfrac{x}{y+1}$ and $\\binom{n}{k}$", "<span class=\"math\" data-tex=\"\\frac{1}{2}\">1/2</span>, <span class=\"math\" data-tex=\"\\frac{a+b}{c}\">(a+b)/c</span>, <span class=\"math\" data-tex=\"\\tfrac{x}{y+1}\">x/(y+1)</span> and <span class=\"math\" data-tex=\"\\binom{n}{k}\">(n choose k)</span>" },
        { "$\\mathcal{N}(0, \\sigma^2 I)$ with $\\mathrm{KL}(p \\| q)$", "<span class=\"math\" data-tex=\"\\mathcal{N}(0, \\sigma^2 I)\">N(0, σ²I)</span> with <span class=\"math\" data-tex=\"\\mathrm{KL}(p \\| q)\">KL(p‖q)</span>" },
        { "$256 \\times 256$, $3\\times$ faster, $95\\%$ and $\\sim 5$", "<span class=\"math\" data-tex=\"256 \\times 256\">256 × 256</span>, <span class=\"math\" data-tex=\"3\\times\">3×</span> faster, <span class=\"math\" data-tex=\"95\\%\">95%</span> and <span class=\"math\" data-tex=\"\\sim 5\">∼5</span>" },
        { "$\\sum_{i=1}^{n} x_i \\neq \\prod_j y_j$", "<span class=\"math\" data-tex=\"\\sum_{i=1}^{n} x_i \\neq \\prod_j y_j\">∑ᵢ₌₁ⁿ xᵢ ≠ ∏ⱼ yⱼ</span>" },
        { "$f: X \\to Y$, $A \\subseteq B$, $\\forall \\epsilon > 0$", "<span class=\"math\" data-tex=\"f: X \\to Y\">f: X → Y</span>, <span class=\"math\" data-tex=\"A \\subseteq B\">A ⊆ B</span>, <span class=\"math\" data-tex=\"\\forall \\epsilon &gt; 0\">∀ε &gt; 0</span>" },
        { "$\\lfloor x \\rfloor$, $\\langle u, v \\rangle$, $\\{0,1\\}^n$, $\\left(\\frac{a}{b}\\right)$", "<span class=\"math\" data-tex=\"\\lfloor x \\rfloor\">⌊x⌋</span>, <span class=\"math\" data-tex=\"\\langle u, v \\rangle\">⟨u, v⟩</span>, <span class=\"math\" data-tex=\"\\{0,1\\}^n\">{0,1}ⁿ</span>, <span class=\"math\" data-tex=\"\\left(\\frac{a}{b}\\right)\">(a/b)</span>" },
        { "$k$-means, $k^{th}$, $T^*$, $90^\\circ$, $A^\\top$, $x'$", "<span class=\"math\" data-tex=\"k\">k</span>-means, <span class=\"math\" data-tex=\"k^{th}\">kth</span>, <span class=\"math\" data-tex=\"T^*\">T*</span>, <span class=\"math\" data-tex=\"90^\\circ\">90°</span>, <span class=\"math\" data-tex=\"A^\\top\">Aᵀ</span>, <span class=\"math\" data-tex=\"x&#39;\">x′</span>" },
        { "$\\text{if } x < 0$, $W_{query}$, $L_\\infty$, $\\ell_1$", "<span class=\"math\" data-tex=\"\\text{if } x &lt; 0\">if x &lt; 0</span>, <span class=\"math\" data-tex=\"W_{query}\">W_query</span>, <span class=\"math\" data-tex=\"L_\\infty\">L_∞</span>, <span class=\"math\" data-tex=\"\\ell_1\">ℓ₁</span>" },
        { "$\\argmax_x p(x)$, $\\operatorname{rank}(A)$, $\\Pr[X > t]$", "<span class=\"math\" data-tex=\"\\argmax_x p(x)\">argmaxₓ p(x)</span>, <span class=\"math\" data-tex=\"\\operatorname{rank}(A)\">rank(A)</span>, <span class=\"math\" data-tex=\"\\Pr[X &gt; t]\">Pr[X &gt; t]</span>" },
        { "$$E = mc^2$$ and \\[ a = b \\] and \\begin{equation} c \\ne d \\end{equation}", "<span class=\"math display\" data-tex=\"E = mc^2\">E = mc²</span> and <span class=\"math display\" data-tex=\"a = b\">a = b</span> and <span class=\"math display\" data-tex=\"c \\ne d\">c ≠ d</span>" },
        { "broken $\\frac{1}{$ here and $\\foo{x$", "broken <span class=\"math\" data-tex=\"\\frac{1}{\">\\frac{1}{</span> here and <span class=\"math\" data-tex=\"\\foo{x\">\\foo{x</span>" },
        { "\\frac{1}{2} of \\sqrt{n} and \\mathcal{O}(n)", "<span class=\"math\" data-tex=\"\\frac{1}{2}\">1/2</span> of <span class=\"math\" data-tex=\"\\sqrt{n}\">√n</span> and <span class=\"math\" data-tex=\"\\mathcal{O}\">O</span>(n)" },
        { "code at {https://github.com/a/b}.", "code at <a href=\"https://github.com/a/b\" rel=\"noopener nofollow\">https://github.com/a/b</a>." },
        { "see (https://example.org/wiki/A_(b)), or https://example.org/?a=b&c=d, now", "see (<a href=\"https://example.org/wiki/A_(b)\" rel=\"noopener nofollow\">https://example.org/wiki/A_(b)</a>), or <a href=\"https://example.org/?a=b&amp;c=d\" rel=\"noopener nofollow\">https://example.org/?a=b&amp;c=d</a>, now" },
        { "at https://example.org{this place}.", "at <a href=\"https://example.org/\" rel=\"noopener nofollow\">this place</a>." },
        { "at \\href{https://example.org/x\\_y}{our \\textbf{page}}. \\url{www.example.org}", "at <a href=\"https://example.org/x_y\" rel=\"noopener nofollow\">our <strong>page</strong></a>. <a href=\"https://www.example.org/\" rel=\"noopener nofollow\">www.example.org</a>" },
        { "[code](https://example.org/x) and github.com/some/repo, www.example.org.", "<a href=\"https://example.org/x\" rel=\"noopener nofollow\">code</a> and <a href=\"https://github.com/some/repo\" rel=\"noopener nofollow\">github.com/some/repo</a>, <a href=\"https://www.example.org/\" rel=\"noopener nofollow\">www.example.org</a>." },
        { "<https://example.org>, \"https://example.org\" and https://example.org/a/.", "&lt;<a href=\"https://example.org/\" rel=\"noopener nofollow\">https://example.org</a>&gt;, &quot;<a href=\"https://example.org/\" rel=\"noopener nofollow\">https://example.org</a>&quot; and <a href=\"https://example.org/a/\" rel=\"noopener nofollow\">https://example.org/a/</a>." },
    };

    [Theory]
    [MemberData(nameof(Html))]
    public void A_source_becomes_this_html(string source, string html) =>
        Assert.Equal(html, PaperText.Parse(source).ToHtml());

    [Fact]
    public void Inside_another_link_addresses_are_text() =>
        Assert.Equal("see our <em>page</em>", PaperText.Parse("see \\href{https://example.org}{our \\emph{page}}").ToHtml(links: false));

    [Fact]
    public void A_mark_goes_on_across_styles_and_takes_a_formula_whole()
    {
        var text = PaperText.Parse("very \\emph{deep} $x^2$ nets");

        Assert.Equal("very deep x² nets", text.ToPlainText());
        Assert.Equal(
            "ve<mark>ry </mark><em><mark>deep</mark></em><mark> </mark><mark><span class=\"math\" data-tex=\"x^2\">x²</span></mark> nets",
            text.ToHtml(marks: [new(2, 6), new(5, 11)]));
    }

    [Fact]
    public void Marks_beyond_the_text_or_empty_are_ignored() =>
        Assert.Equal("a <mark>b</mark>", PaperText.Parse("a b").ToHtml(marks: [new(2, 99), new(-3, 0), new(1, 1)]));
}
