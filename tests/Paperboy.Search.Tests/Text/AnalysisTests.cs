using System.Text;
using Paperboy.Search.Text;
using Xunit;

namespace Paperboy.Search.Tests.Text;

/// <summary>
/// What texts give: the exact form and, where it differs, the term after a bar; an equals sign marks the whole of a
/// compound; the digit after @ is the position.
/// </summary>
public sealed class AnalysisTests
{
    [Theory]
    [InlineData("GPT-4", "gpt@0 4@1 =gpt4@1")]
    [InlineData("GPT-4's", "gpt@0 4@1 =gpt4@1")]
    [InlineData("GPT\u20114 gpt4", "gpt@0 4@1 =gpt4@1 gpt4@2")]
    [InlineData("BERT-large", "bert@0 large|larg@1 =bertlarge|bertlarg@1")]
    [InlineData("x-vectors", "x@0 vectors|vector@1 =xvectors|xvector@1")]
    [InlineData("k-NN kNN", "k@0 nn@1 =knn@1 knn@2")]
    [InlineData("k-means kmeans k means", "k@0 means|mean@1 =kmeans|kmean@1 kmeans|kmean@2 k@3 means|mean@4")]
    [InlineData("Wi-Fi, wifi", "wi@0 fi@1 =wifi@1 wifi@2")]
    [InlineData("T5-11B", "t5@0 11b@1 =t511b@1")]
    [InlineData("LLaMA-3.1-8B", "llama@0 3@1 1@2 8b@3 =llama3.18b@3")]
    [InlineData("3D 3-D H2O CO₂", "3d@0 3@1 d@2 =3d@2 h2o@3 co2@4")]
    [InlineData("max_pool", "max@0 pool@1 =maxpool@1")]
    [InlineData("Navier–Stokes Navier-Stokes", "navier@0 stokes|stoke@1 =navierstokes|navierstok@1 navier@2 stokes|stoke@3 =navierstokes|navierstok@3")]
    [InlineData("words--and", "words|word@0 and@1")]
    [InlineData("a-b-c-d-e-f-g", "a@0 b@1 c@2 d@3 e@4 f@5 g@6")]
    public void Compounds_are_kept_whole_and_in_parts(string text, string forms) => Assert.Equal(forms, Describe(text));

    [Theory]
    [InlineData("2503.11731", "2503@0 11731@1 =2503.11731@1")]
    [InlineData("arXiv:2503.11731v2.", "arxiv@0 2503@1 11731@2 =2503.11731@2 v2@3")]
    [InlineData("2503.1173v12 2503.117311v1", "2503@0 1173@1 =2503.1173@1 v12@2 2503@3 117311v1@4 =2503.117311v1@4")]
    [InlineData("doi:10.1000/xyz-1.", "doi@0 10@1 1000@2 xyz@3 1@4 =10.1000/xyz-1@4")]
    [InlineData("10.1016/S0092-8674(00)80929-8)", "10@0 1016@1 s0092@2 8674@3 00@4 80929@5 8@6 =10.1016/s0092-8674(00)80929-8@6")]
    [InlineData("https://doi.org/10.1000/X", "https@0 doi@1 org@2 =doiorg@2 10@3 1000@4 x@5 =10.1000/x@5")]
    [InlineData("10.5/3 10.1000/ ", "10@0 5@1 =10.5@1 3@2 10@3 1000@4 =10.1000@4")]
    [InlineData("C++ C++17 c++x", "c@0 =c++@0 c@1 =c++@1 17@2 c@3 x@4")]
    [InlineData("C# F#, AB# C#x", "c@0 =c#@0 f@1 =f#@1 ab@2 c@3 x@4")]
    [InlineData("L1/L2 and/or", "l1@0 l2@1 and@2 or@3")]
    [InlineData("v1.5 Node.js", "v1@0 5@1 =v1.5@1 node@2 js@3 =nodejs|nodej@3")]
    [InlineData("e.g. U.S. i.i.d. iid", "e@0 g@1 =eg@1 u@2 s@3 =us@3 i@4 i@5 d@6 =iid@6 iid@7")]
    [InlineData("the end.Next", "the@0 end@1 next@2 =endnext@2")]
    public void Identifiers_are_found_as_people_write_them(string text, string forms) => Assert.Equal(forms, Describe(text));

    [Theory]
    [InlineData("Bayes' Bayes’s Bayes", "bayes|bay@0 bayes|bay@1 bayes|bay@2")]
    [InlineData("models' model's MODEL'S", "models|model@0 model@1 model@2")]
    [InlineData("don't don\u2019t we've", "don't@0 don't@1 we've@2")]
    [InlineData("O'Brien OBrien d\u2019Alembert's", "o@0 brien@1 =obrien@1 obrien@2 d@3 alembert@4 =dalembert@4")]
    [InlineData("'quoted' rock'n'roll", "quoted|quot@0 rock@1 n@2 roll@3 =rocknroll|rocknrol@3")]
    [InlineData("п'ять пʼять", "п@0 ять@1 =пять@1 п@2 ять@3 =пять@3")]
    public void Apostrophes_tie_or_end_a_word(string text, string forms) => Assert.Equal(forms, Describe(text));

    [Theory]
    [InlineData("trans\u00ADformer zero\u200Bwidth\uFEFF", "transformer|transform@0 zerowidth@1")]
    [InlineData("BERT-\u200Dlarge \u2060GPT-4", "bert@0 large|larg@1 =bertlarge|bertlarg@1 gpt@2 4@3 =gpt4@3")]
    [InlineData("Schrödinger SCHRO\u0308DINGER", "schrodinger|schroding@0 schrodinger|schroding@1")]
    [InlineData("ﬁne ＡＢＣ x² 𝐱𝟏 Ⅷ ⑫", "fine@0 abc@1 x2@2 x1@3 viii@4 12@5")]
    [InlineData("ẞ ß Łódź İstanbul", "ss@0 ss@1 lodz@2 istanbul@3")]
    [InlineData("Networks networking", "networks|network@0 networking|network@1")]
    public void Characters_that_look_alike_are_alike(string text, string forms) => Assert.Equal(forms, Describe(text));

    [Theory]
    [InlineData("π pi Π", "pi@0 pi@1 pi@2")]
    [InlineData("β-VAE beta-VAE", "beta@0 vae@1 =betavae|betava@1 beta@2 vae@3 =betavae|betava@3")]
    [InlineData("λ-calculus Λ", "lambda@0 calculus@1 =lambdacalculus@1 lambda@2")]
    [InlineData("λ₁ λ_1 TGF-β1 IL-1β", "lambda1@0 lambda@1 1@2 =lambda1@2 tgf@3 beta1@4 =tgfbeta1@4 il@5 1beta@6 =il1beta@6")]
    [InlineData("µ μ ϕ φ ϑ θ ϵ ε ϖ ϱ ς", "mu@0 mu@1 phi@2 phi@3 theta@4 theta@5 epsilon@6 epsilon@7 pi@8 rho@9 sigma@10")]
    [InlineData("\U0001D6FC \U0001D6D1 \U0001D6AA \u2126 \u2206", "alpha@0 pi@1 gamma@2 omega@3 delta@4")]
    [InlineData("ά Ὠ ᾳ", "alpha@0 omega@1 alpha@2")]
    [InlineData("Δεδομένα μm αβ ΝΕΥΡΩΝΙΚΌΣ", "δεδομενα@0 μm@1 αβ@2 νευρωνικοσ@3")]
    [InlineData("α's", "alpha@0")]
    public void A_lone_Greek_letter_has_its_name(string text, string forms) => Assert.Equal(forms, Describe(text));

    [Theory]
    [InlineData("深度学习", "深度@0 度学@1 学习@2")]
    [InlineData("学 用BERT模型", "学@0 用@1 bert@2 模型@3")]
    [InlineData("ｶﾀｶﾅ", "カタ@0 タカ@1 カナ@2")]
    [InlineData("機械学習の", "機械@0 械学@1 学習@2 習の@3")]
    [InlineData("ภาษา", "ภา@0 าษ@1 ษา@2")]
    [InlineData("기계 학습을", "기계@0 학습을@1")]
    [InlineData("𠮷野家", "𠮷野@0 野家@1")]
    [InlineData("Москва Ёлка", "москва@0 елка@1")]
    public void Scripts_without_spaces_give_pairs(string text, string forms) => Assert.Equal(forms, Describe(text));

    [Theory]
    [InlineData("\u0301 -- ... +#' \ud800 \u00AD")]
    [InlineData("")]
    public void What_has_no_letter_gives_nothing(string text) => Assert.Empty(Describe(text));

    private static string Describe(string text)
    {
        var described = new StringBuilder();
        var reader = new TermReader(text, stackalloc byte[TermReader.BufferLength]);
        while (reader.Read())
        {
            var (exact, term) = (Encoding.UTF8.GetString(reader.Exact), Encoding.UTF8.GetString(reader.Term));
            described.Append(described.Length > 0 ? " " : "").Append(reader.IsOverlap ? "=" : "").Append(exact);
            described.Append(exact != term ? "|" + term : "").Append('@').Append(reader.Position);
        }

        return described.ToString();
    }
}
