using Paperboy.Search.Queries.Language;
using Xunit;

namespace Paperboy.Search.Tests.Queries.Language;

public sealed class QueryParserTests
{
    [Theory]
    // Words
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("graph neural networks", "graph neural networks")]
    [InlineData("Graph, neural; (networks)!", "Graph neural networks")]
    [InlineData("k-NN GPT-4 C++ C# x_1 e.g. don't don’t", "k-NN GPT-4 C++ C# x_1 e.g don't don’t")]
    [InlineData("and or not", "and or not")]
    [InlineData("ORganic ANDes NOTes", "ORganic ANDes NOTes")]
    [InlineData("at 12:30 today", "at 12 30 today")]
    [InlineData("Mamba: Linear-Time Sequence Modeling", "Mamba Linear-Time Sequence Modeling")]
    [InlineData("Title: a subtitle", "Title a subtitle")]
    [InlineData("Date: 2025", "Date 2025")]
    [InlineData("date: the fruit", "date the fruit")]
    [InlineData("read/write Q&A R & D", "read write Q A R D")]
    [InlineData("$\\alpha$-divergence", "alpha divergence")]
    [InlineData("$O(n \\log n)$ sorting", "O n log n sorting")]
    [InlineData("p(x|y) and f(x)", "p x y and f x")]
    [InlineData("(Un)supervised (s)he", "Un supervised s he")]
    [InlineData("深度学习 用BERT模型", "深度学习 用BERT模型")]
    [InlineData("Schrödinger 𝐱 naïve", "Schrödinger 𝐱 naïve")]
    [InlineData("ＧＰＴ－4　ＢＥＲＴ", "GPT-4 BERT")]
    [InlineData("https://github.com/openai/whisper", "github.com openai whisper")]
    [InlineData("std::vector", "std vector")]
    [InlineData("Schr\\\"odinger B{\\\"u}chi", "Schr\u034F\u034Fodinger B\u034F\u034F\u034Fu\u034Fchi")]
    [InlineData("\\'{E}cole \\\"Uber x", "E\u034Fcole Uber x")]
    [InlineData("a na\\\"{\\i}ve Bayes", "a na\u034F\u034F i ve Bayes")]
    [InlineData("a -- b", "a b")]
    [InlineData("😀 graph 🎉", "graph")]
    [InlineData("a\u200Bb\u0000c\td", "a b c d")]
    [InlineData("ATTENTION IS NOT ALL YOU NEED", "ATTENTION IS not ALL YOU NEED")]
    [InlineData("BERT OR GPT", "+ any(BERT, GPT)")]
    // Prefixes of words
    [InlineData("neur*", "+ neur*")]
    [InlineData("graph neur* GPT-*", "graph + neur* + GPT*")]
    [InlineData("ti:neur*", "+ title/neur*")]
    [InlineData("A* search", "A search")]
    [InlineData("学*", "+ 学*")]
    [InlineData("ne*ural", "ne ural")]
    [InlineData("*", "")]
    [InlineData("ti:foo/ba*", "+ title/\"foo/ba\"")]
    // Phrases
    [InlineData("\"graph neural\" networks", "networks + \"graph neural\"")]
    [InlineData("“graph neural” «réseau de» 「深度」 „so“", "+ \"graph neural\" + \"réseau de\" + \"深度\" + \"so\"")]
    [InlineData("\"  graph \t neural \"", "+ \"graph neural\"")]
    [InlineData("\"graph neural", "+ \"graph neural\"")]
    [InlineData("graph neural\"", "graph neural")]
    [InlineData("5\" screen", "5 screen")]
    [InlineData("don\"t", "don t")]
    [InlineData("\"\" graph \"...\"", "graph")]
    [InlineData("\"a\"\"b\"c", "c + \"a\" + \"b\"")]
    [InlineData("foo\"bar baz\"", "foo + \"bar baz\"")]
    [InlineData("\"(x OR y) ti:z -w\"", "+ \"(x OR y) ti:z -w\"")]
    // Fields
    [InlineData("ti:graph", "+ title/graph")]
    [InlineData("TI:graph Title:graph", "+ title/graph + title/graph")]
    [InlineData("ti:graph neural", "neural + title/graph")]
    [InlineData("ti:\"graph neural\"", "+ title/\"graph neural\"")]
    [InlineData("ti:(graph neural)", "title/graph title/neural")]
    [InlineData("ti:(graph neural) deep", "deep + [title/graph title/neural]")]
    [InlineData("ti:(graph \"neural nets\" abs:deep -old)", "title/graph + title/\"neural nets\" + abstract/deep + not(title/old)")]
    [InlineData("ti:(graph)", "+ title/graph")]
    [InlineData("ti:graph|tree", "+ any(title/graph, title/tree)")]
    [InlineData("ti:graph | tree", "+ any(title/graph, tree)")]
    [InlineData("ti: graph", "+ title/graph")]
    [InlineData("ti：graph", "+ title/graph")]
    [InlineData("ti:k-NN au:\"Yann LeCun\"", "+ title/k-NN + authors/\"Yann LeCun\"")]
    [InlineData("ti:foo/bar", "+ title/\"foo/bar\"")]
    [InlineData("ti:abs:graph", "+ abstract/graph")]
    [InlineData("ti:-graph", "+ not(title/graph)")]
    [InlineData("ti:NOT kw:OR", "+ title/not + keywords/or")]
    [InlineData("venue:NeurIPS kw:diffusion", "+ venue/NeurIPS + keywords/diffusion")]
    [InlineData("ti:", "")]
    [InlineData("ti: ) graph", "graph")]
    [InlineData("foo:bar", "foo bar")]
    [InlineData("foo:\"a b\"", "foo + \"a b\"")]
    [InlineData("foo:(a b) c", "foo a b c")]
    [InlineData("-foo:bar", "+ not(\"foo:bar\")")]
    [InlineData("ti:2503.11731", "+ title/2503.11731")]
    // Negation
    [InlineData("graph -tree", "graph + not(tree)")]
    [InlineData("graph −tree NOT bush", "graph + not(tree) + not(bush)")]
    [InlineData("-\"deep learning\" -ti:graph -(a b)", "+ not(\"deep learning\") + not(title/graph) + not([a b])")]
    [InlineData("-(a OR b) -(a AND b)", "+ not(any(a, b)) + not(all(a, b))")]
    [InlineData("-a", "+ not(a)")]
    [InlineData("-(-a)", "+ a")]
    [InlineData("NOT NOT a", "+ a")]
    [InlineData("-k-NN", "+ not(k-NN)")]
    [InlineData("-read/write", "+ not(\"read/write\")")]
    [InlineData("a - b", "a b")]
    [InlineData("a -", "a")]
    [InlineData("--verbose", "verbose")]
    [InlineData("-OR", "+ not(or)")]
    [InlineData("-cat:cs.CL -has:code -year:2020", "+ not(category=cs.cl) + not(has=code) + not(year 2020..2020)")]
    [InlineData("a NOT", "a")]
    [InlineData("-()", "")]
    [InlineData("-$", "")]
    // OR, AND, brackets
    [InlineData("graph OR tree", "+ any(graph, tree)")]
    [InlineData("graph OR tree neural", "neural + any(graph, tree)")]
    [InlineData("neural graph OR tree nets", "neural nets + any(graph, tree)")]
    [InlineData("a|b|c", "+ any(a, b, c)")]
    [InlineData("a || b", "+ any(a, b)")]
    [InlineData("a ｜ b", "+ any(a, b)")]
    [InlineData("a AND b", "+ a + b")]
    [InlineData("a && b c", "c + a + b")]
    [InlineData("a AND b OR c AND d e", "e + any(all(a, b), all(c, d))")]
    [InlineData("(a OR b) AND (c OR d)", "+ any(a, b) + any(c, d)")]
    [InlineData("(a OR b) OR c", "+ any(a, b, c)")]
    [InlineData("a AND (b AND c)", "+ a + b + c")]
    [InlineData("(graph neural) OR tree", "+ any([graph neural], tree)")]
    [InlineData("read/write OR tree", "+ any(\"read/write\", tree)")]
    [InlineData("a OR -b", "+ any(a, not(b))")]
    [InlineData("(graph)", "graph")]
    [InlineData("(graph neural)", "graph neural")]
    [InlineData("Vision Transformers (ViT): a survey (extended abstract)", "Vision Transformers ViT a survey extended abstract")]
    [InlineData("(deep (read/write)) nets", "deep read write nets")]
    [InlineData("deep (graph \"neural nets\")", "deep + [graph + \"neural nets\"]")]
    [InlineData("deep (graph) OR x", "deep + any(graph, x)")]
    [InlineData("deep (graph) AND (neural nets)", "deep + graph + [neural nets]")]
    [InlineData("deep -(graph)", "deep + not(graph)")]
    [InlineData("ti:(graph (neural nets))", "title/graph title/neural title/nets")]
    [InlineData("deep ti:(graph)", "deep + title/graph")]
    // Plus
    [InlineData("deep +graph", "deep + graph")]
    [InlineData("+deep +graph nets", "nets + deep + graph")]
    [InlineData("deep ＋graph", "deep + graph")]
    [InlineData("deep +(graph nets)", "deep + [graph nets]")]
    [InlineData("+(graph)", "+ graph")]
    [InlineData("+(graph nets)", "graph nets")]
    [InlineData("+\"graph nets\" +ti:tree +cat:cs", "+ \"graph nets\" + title/tree + category~cs")]
    [InlineData("ti:(deep +graph) ti:+tree", "+ [title/deep + title/graph] + title/tree")]
    [InlineData("deep +neur* +k-NN +学习", "deep + neur* + k-NN + 学习")]
    [InlineData("+read/write deep", "deep + \"read/write\"")]
    [InlineData("-+graph", "+ not(graph)")]
    [InlineData("+NOT +OR x", "x + not + or")]
    [InlineData("+a OR b", "+ any(a, b)")]
    [InlineData("a+b C++ g++ a + b ++x +-y x+", "a b C++ g++ a b x y x")]
    [InlineData("+46 +1,000 +0.5% +46-70-1 (+5)", "46 1 000 0.5 46-70-1 5")]
    [InlineData("+3d +46kDa", "+ 3d + 46kDa")]
    [InlineData("+", "")]
    [InlineData("+()", "")]
    [InlineData("((graph neural))", "graph neural")]
    [InlineData("x (a (b c))", "x a b c")]
    [InlineData("（a OR b） c", "c + any(a, b)")]
    [InlineData("(graph O(n log n) tree) x", "graph O n log n tree x")]
    [InlineData("OR a", "a")]
    [InlineData("a OR", "a")]
    [InlineData("a AND", "a")]
    [InlineData("a OR OR b", "+ any(a, b)")]
    [InlineData("a OR AND b", "+ any(a, b)")]
    [InlineData("a OR ()", "a")]
    [InlineData("a OR ) b", "a b")]
    [InlineData("OR", "")]
    [InlineData("()", "")]
    [InlineData("(graph", "graph")]
    [InlineData("graph)", "graph")]
    [InlineData(")(", "")]
    [InlineData("(\"a b) c", "+ \"a b) c\"")]
    [InlineData("|x|", "x")]
    // Columns
    [InlineData("year:2024", "+ year 2024..2024")]
    [InlineData("year:=2024 year:>2024 year:>=2024", "+ year 2024..2024 + year 2025..max + year 2024..max")]
    [InlineData("year:<2024 year:<=2024 year:≤2024", "+ year min..2023 + year min..2024 + year min..2024")]
    [InlineData("year:2020..2024 year:..2024 year:2020.. year:2020…2024", "+ year 2020..2024 + year min..2024 + year 2020..max + year 2020..2024")]
    [InlineData("year:2020-2024 year:2020–2024", "+ year 2020..2024 + year 2020..2024")]
    [InlineData("year:2024..2020", "+ year 2020..2024")]
    [InlineData("year>=2024 year: 2023 year:>= 2022", "+ year 2024..max + year 2023..2023 + year 2022..max")]
    [InlineData("year:2023,2024", "+ any(year 2023..2023, year 2024..2024)")]
    [InlineData("year:(2020 OR 2022)", "+ any(year 2020..2020, year 2022..2022)")]
    [InlineData("year:abc", "year abc")]
    [InlineData("year:..", "year")]
    [InlineData("votes:>10 votes:10+ votes:-5 votes:1,000", "+ votes 11..max + votes 10..max + votes -5..-5 + votes 1000..1000")]
    [InlineData("votes:>99999999999999999999", "+ votes max..max")]
    [InlineData("date:2025", "+ date 20250101..20251231")]
    [InlineData("date:2025-03 date:2024-2 date:2025-03-17 date:20250317", "+ date 20250301..20250331 + date 20240201..20240229 + date 20250317..20250317 + date 20250317..20250317")]
    [InlineData("date:2025-01..2025-06", "+ date 20250101..20250630")]
    [InlineData("date:>=2025-02 date:>2025-02 date:<2025-03-01 date:..2025", "+ date 20250201..99991231 + date 20250301..99991231 + date 10101..20250228 + date 10101..20251231")]
    [InlineData("date:2025-02-30", "+ date 20250201..20250228")]
    [InlineData("date:2025-13", "+ date 20250101..20251231")]
    [InlineData("date:soon", "date soon")]
    [InlineData("date:0000", "date 0000")]
    [InlineData("date:2025/03/17.", "+ date 20250317..20250317")]
    [InlineData("cat:cs", "+ category~cs")]
    [InlineData("cat:cs.CL cat:cs.* cat:cs.C* cat:c*", "+ category=cs.cl + category~cs + category^cs.c + category^c")]
    [InlineData("cat:cs.CL|cs.LG cat:cs.CL,cs.LG", "+ any(category=cs.cl, category=cs.lg) + any(category=cs.cl, category=cs.lg)")]
    [InlineData("has:code|graph year:2024|\"a b\" cat:cs.CL|ti:x", "+ any(has=code, graph) + any(year 2024..2024, \"a b\") + any(category=cs.cl, title/x)")]
    [InlineData("cat:(cs.CL OR cs.LG) cat:hep-th", "+ any(category=cs.cl, category=cs.lg) + category~hep-th")]
    [InlineData("cat:\"cs.CL\" source:\"Semantic Scholar\"", "+ category=cs.cl + source=semantic scholar")]
    [InlineData("cat:Écologie source:\"ÉCOLE normale\"", "+ category~Écologie + source=École normale")]
    [InlineData("(cat:cs.CL)", "+ category=cs.cl")]
    [InlineData("cat:-cs.CL", "+ not(category=cs.cl)")]
    [InlineData("has:code has:repo has:Project", "+ has=code + has=code + has=project")]
    [InlineData("has:money", "has money")]
    [InlineData("graph sort:new", "graph sort new")]
    [InlineData("sort:top (graph sort:new)", "graph sort new")]
    [InlineData("sort:relevance sort:foo", "")]
    [InlineData("sort: a method", "sort a method")]
    // Ids
    [InlineData("2503.11731", "+ id=arxiv:2503.11731")]
    [InlineData("2503.11731v2", "+ id=arxiv:2503.11731")]
    [InlineData("2503.11731 sort:new", "+ id=arxiv:2503.11731 sort new")]
    [InlineData("2503.11731 diffusion", "2503.11731 diffusion")]
    [InlineData("arXiv:2503.11731v2", "+ id=arxiv:2503.11731")]
    [InlineData("arXiv:2503.11731 diffusion", "diffusion + id=arxiv:2503.11731")]
    [InlineData("https://arxiv.org/abs/2503.11731", "+ id=arxiv:2503.11731")]
    [InlineData("(see arxiv.org/pdf/2503.11731v1.pdf).", "see + id=arxiv:2503.11731")]
    [InlineData("https://huggingface.co/papers/2503.11731?ref=x", "+ id=arxiv:2503.11731")]
    [InlineData("hep-th/9901001 math.GT/0309136", "+ any(id=arxiv:hep-th/9901001, id=arxiv:math.gt/0309136)")]
    [InlineData("2503.11731 2503.11732", "+ any(id=arxiv:2503.11731, id=arxiv:2503.11732)")]
    [InlineData("10.1000/xyz", "+ id=doi:10.1000/xyz")]
    [InlineData("https://doi.org/10.1016/S0140-6736(20)30183-5", "+ id=doi:10.1016/s0140-6736(20)30183-5")]
    [InlineData("(10.1000/xyz)", "+ id=doi:10.1000/xyz")]
    [InlineData("doi:10.48550/arXiv.2503.11731", "+ id=arxiv:2503.11731")]
    [InlineData("https://aclanthology.org/P19-1001/", "+ id=acl:p19-1001")]
    [InlineData("id:2503.11731 id:tsv:12 graph", "graph + id=arxiv:2503.11731 + id=tsv:12")]
    [InlineData("-arXiv:2503.11731 graph", "graph + not(id=arxiv:2503.11731)")]
    [InlineData("2503.1173", "2503.1173")]
    public void What_a_person_types_becomes_a_tree(string text, string tree)
    {
        var query = PaperQueries.Parse(text);
        Assert.Equal(tree.Trim(), PaperQueries.Dump(query).Trim());
        Assert.Equal(tree.Trim(), PaperQueries.Dump(PaperQueries.Parse(query.ToString())).Trim());
    }

    [Theory]
    [InlineData("graph neural", "graph neural")]
    [InlineData("\"a b\" graph  title:Tree", "graph \"a b\" ti:Tree")]
    [InlineData("a && b", "+a +b")]
    [InlineData("(a)", "a")]
    [InlineData("x AND (a)", "+x +a")]
    [InlineData("x +neur*", "x neur*")]
    [InlineData("x (46*)", "x 46*")]
    [InlineData("a AND 46", "+a +(46)")]
    [InlineData("deep +(graph nets)", "deep +(graph nets)")]
    [InlineData("a AND \"b\" AND c", "+a \"b\" +c")]
    [InlineData("NOT (a | b)", "-(a OR b)")]
    [InlineData("(a AND b) OR c", "a AND b OR c")]
    [InlineData("date:2025-01-01..2025-06-30 year:>2023 sort:newest", "date:2025-01..2025-06 year:>=2024 sort:new")]
    [InlineData("date:2025-01-01..2025-12-31 date:2025-03-17..2025-03-17", "date:2025 date:2025-03-17")]
    [InlineData("date:>=2025-02-01 date:..2025-02-28", "date:>=2025-02 date:<=2025-02")]
    [InlineData("ATTENTION|NEED IS ALL YOU", "IS ALL YOU ATTENTION | NEED")]
    [InlineData("https://arxiv.org/abs/2503.11731", "id:arxiv:2503.11731")]
    public void The_canonical_form_is_short_and_plain(string text, string canonical) =>
        Assert.Equal(canonical, PaperQueries.Parse(text).ToString());

    [Fact]
    public void Words_and_phrases_know_where_they_stand()
    {
        const string Text = "  graph ti:“neural  nets” -k-NN*";
        var query = PaperQueries.Parse(Text);
        var places = PaperQueries.Nodes(query.Root).Select(node => node switch
        {
            WordNode word => word.Place,
            PhraseNode phrase => phrase.Place,
            _ => default,
        }).Where(place => place.Length > 0).Select(place => Text.Substring(place.Start, place.Length));
        Assert.Equal(["graph", "“neural  nets”", "k-NN"], places);
    }

    [Theory]
    [InlineData("Schr\\\"odinger", "Schrödinger")]
    [InlineData("Erd{\\H o}s P\\'{o}lya", "Erd H o s Pólya")]
    [InlineData("na\\\"{i}ve", "naïve")]
    public void Accents_in_TeX_give_the_terms_of_the_letters(string typed, string meant) =>
        Assert.Equal(Terms(meant.Split(' ')), Terms(PaperQueries.Parse(typed).Root.Words.Select(word => word.Text)));

    private static IEnumerable<string> Terms(IEnumerable<string> words) =>
        words.SelectMany(word => Search.Queries.RankedWords.Parse(word).Terms).Select(term => term.Text);

    [Fact]
    public void A_query_without_words_asks_nothing()
    {
        Assert.True(PaperQueries.Parse("sort:new").IsEmpty);
        Assert.False(PaperQueries.Parse("-a").IsEmpty);
    }

    [Fact]
    public void A_vocabulary_refuses_what_could_not_be_told_apart()
    {
        var title = QueryField.Text("title", "ti");
        Assert.Contains("'title'", Assert.Throws<ArgumentException>(() => new QueryVocabulary(title, title)).Message, StringComparison.Ordinal);
        Assert.Contains("'ti'", Assert.Throws<ArgumentException>(() => new QueryVocabulary(title, QueryField.Number("t", "ti"))).Message, StringComparison.Ordinal);
        Assert.Contains("'sort'", Assert.Throws<ArgumentException>(() => new QueryVocabulary(QueryField.Text("s", "sort"))).Message, StringComparison.Ordinal);
        Assert.Contains("'Ti'", Assert.Throws<ArgumentException>(() => QueryField.Text("title", "Ti")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => QueryField.Text("title"));
        Assert.Throws<ArgumentException>(() => QueryField.Flags("has", new Dictionary<string, string> { ["repo"] = "code" }, "has"));
        Assert.Throws<ArgumentException>(() => new QueryVocabulary(QueryField.Id("a", ScholarlyIds.Recognise, "a"), QueryField.Id("b", ScholarlyIds.Recognise, "b")));
    }

    [Theory]
    [InlineData("graph neural networks", "graph neural networks")]
    [InlineData("\"graph neural\" networks -tree cat:cs.CL year:2024", "graph neural networks")]
    [InlineData("networks au:lecun ti:\"deep nets\" venue:acl neur*", "networks deep nets")]
    [InlineData("graph OR tree +neural NOT (a b)", "graph tree neural")]
    [InlineData("ti:(graph neural) AND abs:maps", "graph neural maps")]
    [InlineData("-graph", "")]
    [InlineData("cat:cs.CL au:lecun", "")]
    public void The_text_that_ranks_is_what_is_wanted_in_its_order(string text, string ranked) =>
        Assert.Equal(ranked, PaperQueries.Parse(text).RankedText("authors", "venue"));
}
