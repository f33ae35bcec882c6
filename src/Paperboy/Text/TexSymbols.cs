using System.Collections.Frozen;

namespace Paperboy.Text;

/// <summary>What TeX's control words stand for in Unicode, in words and in formulas.</summary>
internal static class TexSymbols
{
    private const string Ordinary =
        "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ " +
        "mu μ upmu µ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ " +
        "chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω " +
        "infty ∞ ell ℓ hbar ℏ partial ∂ nabla ∇ forall ∀ exists ∃ nexists ∄ emptyset ∅ varnothing ∅ aleph ℵ Re Re Im Im " +
        "imath ı jmath ȷ prime ′ top ⊤ bot ⊥ angle ∠ triangle △ square □ Box □ blacksquare ■ Diamond ◇ diamond ⋄ " +
        "diamondsuit ♢ heartsuit ♡ spadesuit ♠ clubsuit ♣ bigstar ★ checkmark ✓ sharp ♯ flat ♭ natural ♮ " +
        "sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ bigwedge ⋀ bigvee ⋁ " +
        "ldots … dots … cdots ⋯ dotsc … dotsb ⋯ dotso … vdots ⋮ ddots ⋱ " +
        "langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lbrace { rbrace } lbrack [ rbrack ] vert | Vert ‖ " +
        "lvert | rvert | lVert ‖ rVert ‖ neg ¬ lnot ¬ colon : backslash \\ dag † dagger † ddag ‡ ddagger ‡ " +
        "degree ° deg ° circledR ® copyright © pounds £ euro € yen ¥ S § P ¶ eth ð";

    private const string Binary =
        "pm ± mp ∓ times × div ÷ cdot · ast * star ⋆ circ ∘ bullet • cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ " +
        "wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ bigcirc ◯ amalg ⨿ " +
        "ltimes ⋉ rtimes ⋊ boxplus ⊞ boxtimes ⊠";

    private const string Relations =
        "le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ ll ≪ gg ≫ lll ⋘ ggg ⋙ equiv ≡ sim ∼ simeq ≃ approx ≈ " +
        "cong ≅ propto ∝ asymp ≍ doteq ≐ triangleq ≜ coloneqq ≔ lesssim ≲ gtrsim ≳ prec ≺ succ ≻ preceq ≼ succeq ≽ in ∈ " +
        "notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ sqsubseteq ⊑ sqsupseteq ⊒ " +
        "nsubseteq ⊈ mid ∣ nmid ∤ parallel ∥ perp ⊥ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩ to → gets ← rightarrow → " +
        "leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ longrightarrow ⟶ longleftarrow ⟵ " +
        "Longrightarrow ⟹ Longleftrightarrow ⟺ implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ " +
        "uparrow ↑ downarrow ↓ Uparrow ⇑ Downarrow ⇓ updownarrow ↕ nearrow ↗ searrow ↘ rightsquigarrow ⇝ leadsto ⇝ " +
        "rightharpoonup ⇀ rightleftharpoons ⇌ twoheadrightarrow ↠ nrightarrow ↛ bowtie ⋈ smile ⌣ frown ⌢";

    private const string Words =
        "textless < textgreater > textbar | textbackslash \\ textasciitilde ~ textasciicircum ^ textunderscore _ " +
        "textdollar $ textquotesingle ' textquotedblleft “ textquotedblright ” textquoteleft ‘ textquoteright ’ " +
        "textendash – textemdash — textellipsis … textdegree ° textregistered ® texttrademark ™ textcopyright © " +
        "textbullet • textpm ± texttimes × textmu µ textperthousand ‰ textsection § textparagraph ¶ texteuro € " +
        "textrightarrow → textleftarrow ← textuparrow ↑ textdownarrow ↓ textbraceleft { textbraceright } texttildelow ~ " +
        "textasteriskcentered * textquotedbl \" slash / guillemotleft « guillemotright » flqq « frqq » " +
        "ss ß ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ SS ẞ " +
        "LaTeX LaTeX TeX TeX BibTeX BibTeX eg e.g. ie i.e. etc etc. etal et&al. wrt w.r.t. vs vs. " +
        "lq ‘ rq ’ ldq “ rdq ” lbrack [ rbrack ] item • quad & qquad & newline & par & linebreak & space & " +
        "pmod mod bmod mod sqrt √ percent % trademark ™ textpertenthousand ‱ second s micro µ hyp -";

    private static readonly FrozenDictionary<string, string> OrdinaryTable = Table(Ordinary);
    private static readonly FrozenDictionary<string, string> BinaryTable = Table(Binary);
    private static readonly FrozenDictionary<string, string> RelationTable = Table(Relations);
    private static readonly FrozenDictionary<string, string> WordTable = Table(Words);

    /// <summary>Names that are set upright and apart: log, max, Pr.</summary>
    public static FrozenSet<string> Functions { get; } =
        ("arccos arcsin arctan arg cos cosh cot csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min " +
         "Pr sec sin sinh sup tan tanh argmin argmax polylog poly").Split(' ').ToFrozenSet();

    /// <summary>The symbol of a formula's control word, or null.</summary>
    public static string? Symbol(string name, out bool relation, out bool binary)
    {
        relation = RelationTable.TryGetValue(name, out var symbol);
        binary = !relation && BinaryTable.TryGetValue(name, out symbol);
        return relation || binary ? symbol : OrdinaryTable.GetValueOrDefault(name);
    }

    /// <summary>What a control word stands for among words, or null.</summary>
    public static string? Word(string name) =>
        WordTable.TryGetValue(name, out var word) ? word
        : Functions.Contains(name) && name != "deg" ? name
        : Symbol(name, out _, out _);

    /// <summary>
    /// How many letters at the beginning of a name are a symbol that lost the space after it
    /// (<c>\rightarrowEnglish</c>, <c>\muPLAN</c>), or 0.
    /// </summary>
    public static int GluedPrefix(ReadOnlySpan<char> name)
    {
        for (var length = name.Length - 1; length >= 2; length--)
        {
            var prefix = name[..length].ToString();
            var arrow = prefix.EndsWith("arrow", StringComparison.Ordinal);
            if ((arrow || char.IsUpper(name[length])) && Symbol(prefix, out _, out _) is not null)
                return length;
        }

        return 0;
    }

    private static FrozenDictionary<string, string> Table(string pairs)
    {
        var parts = pairs.Split(' ');
        var table = new Dictionary<string, string>(parts.Length / 2, StringComparer.Ordinal);
        for (var i = 0; i + 1 < parts.Length; i += 2)
            table[parts[i]] = parts[i + 1].Replace('&', ' ');
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
