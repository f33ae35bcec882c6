using System.Diagnostics;
using System.Text;
using Paperboy.Discover.Drafts;
using Xunit;

namespace Paperboy.Tests.Discover.Drafts;

public sealed class TexDraftReaderTests
{
    private const string Paper =
        """
        \documentclass{article}
        \newcommand{\method}{LampNet}
        \newcommand{\todo}[1]{#1}
        \title[Short]{\method: Patient {L}amps
          for G\"odel} % not a word of this
        \begin{document}
        \maketitle
        \begin{abstract}
        We wait with \method{} for 45\% less oil~\cite{first}. % hidden \cite{never}
        \end{abstract}
        \section{Introduction}
        Lamps wait~\citep[see][p.~3]{first, second}, as \citet*{third} and \Textcite{fourth} say.
        \begin{figure}[t]\centering\includegraphics[width=3cm]{lamp.png}\caption{A figure of \cite{fifth}.}\end{figure}
        \begin{verbatim}
        \cite{never} \section{Never}
        \end{verbatim}
        \iffalse \section{Hidden} \cite{never} \fi
        \subsection{Oil}
        Oil burns; see arXiv:2503.11731 and \url{https://doi.org/10.1000/Oil}.
        \input{sections/method}
        \section*{Training \& care}
        \begin{itemize}[leftmargin=*]\item We train $n^2$ lamps. \item Twice.\end{itemize}
        \begin{equation} E = mc^2 \end{equation}
        \appendix
        \section{Proofs}
        Nobody reads \cites{sixth}[p. 2]{seventh}.
        \bibliography{references}
        \end{document}
        \section{After the end} \cite{never}
        """;

    [Fact]
    public void Title_abstract_and_sections_are_read_as_words()
    {
        var draft = TexDraftReader.Read(Paper);
        Assert.Equal("LampNet: Patient Lamps for Gödel", draft.Title);
        Assert.Equal("We wait with LampNet for 45% less oil.", draft.Abstract);
        Assert.Equal(["Introduction", "Training & care"], draft.Sections.Select(section => section.Name));
        var introduction = draft.Sections[0].Words;
        Assert.StartsWith("Lamps wait", introduction, StringComparison.Ordinal);
        Assert.Contains("Oil. Oil burns", introduction, StringComparison.Ordinal);
        foreach (var absent in new[] { "first", "figure", "lamp.png", "never", "Hidden", "method" })
            Assert.DoesNotContain(absent, introduction, StringComparison.Ordinal);
        Assert.Contains("We train n² lamps", draft.Sections[1].Words, StringComparison.Ordinal);
        Assert.DoesNotContain("leftmargin", draft.Sections[1].Words, StringComparison.Ordinal);
        Assert.DoesNotContain("mc", draft.Sections[1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Citations_count_wherever_they_are_printed()
    {
        var draft = TexDraftReader.Read(Paper);
        Assert.Equal(["fifth", "first", "fourth", "second", "seventh", "sixth", "third"], draft.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["arXiv:2503.11731", "doi:10.1000/oil"], draft.Ids.Select(id => id.ToLowerInvariant().Replace("arxiv", "arXiv", StringComparison.Ordinal)));
        Assert.Equal([(20, "sections/method")], draft.Inputs);
    }

    [Fact]
    public void A_bibliography_within_the_source_is_read_with_and_without_blocks()
    {
        var draft = TexDraftReader.Read(
            """
            \begin{thebibliography}{9}
            \bibitem[Example(2020)]{one} A.~Example and B.~Sample.
            \newblock On the patience of {L}amps.
            \newblock In \emph{Proc.\ of Shelves}, 2020.
            \bibitem{two} Sample, B., Example, A.: How shelves wait for books. Journal of Oil 3 (2019), arXiv:1901.00001
            \bibitem{three} B. Sample, ``Quoted titles of long papers,'' \textit{Lamps}, vol. 3, 2018.
            \end{thebibliography}
            """);
        Assert.Equal(["one", "two", "three"], draft.References.Select(reference => reference.Key));
        Assert.Equal(["A. Example", "Sample", "B. Sample"], draft.References.Select(reference => reference.Author));
        Assert.Equal(["On the patience of Lamps"], draft.References[0].Titles);
        Assert.Contains("How shelves wait for books", string.Join('|', draft.References[1].Titles), StringComparison.Ordinal);
        Assert.Contains("Quoted titles of long papers", draft.References[2].Titles);
        Assert.Equal([2020, 2019, 2018], draft.References.Select(reference => reference.Year));
        Assert.Equal(["arXiv:1901.00001"], draft.References[1].Ids);
    }

    [Fact]
    public void A_source_may_carry_its_bibliography_file_within()
    {
        var draft = DraftReader.Read(
            [new DraftFile("a.tex", "\\begin{filecontents}{own.bib}\n@misc{k, title = {Inner}}\n\\end{filecontents}\n\\section{S} See \\cite{k}.")], []);
        Assert.Equal("Inner", Assert.Single(draft.Citations).Title);
    }

    [Fact]
    public void Any_text_is_read()
    {
        string[] parts =
        [
            "\\", "{", "}", "[", "]", "%", "\n", "$", "\\cite", "\\section", "\\begin{", "\\end{", "abstract}", "document}", "figure}", "verbatim}", "\\title{",
            "\\bibitem{a}", "\\newblock ", "\\newcommand{\\x}{y}", "\\x", "\\iffalse", "\\fi", "\\verb|", "|", "word ", "\\\"o", "é", "\\[", "\\]", "*", ",", "\\input{f}", "arXiv:2503.11731 ",
        ];
        var random = new Random(3);
        for (var round = 0; round < 3_000; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(80); i > 0; i--)
                text.Append(parts[random.Next(parts.Length)]);
            var draft = TexDraftReader.Read(text.ToString());
            Assert.All(draft.Inputs, input => Assert.InRange(input.Line, 1, 200));
        }
    }

    [Theory]
    [InlineData("\\cite{")]
    [InlineData("\\begin{verbatim}")]
    [InlineData("\\begin{abstract}")]
    [InlineData("\\begin{figure}")]
    [InlineData("\\iffalse ")]
    [InlineData("\\section{a} ")]
    [InlineData("\\bibitem{a} ")]
    [InlineData("\\cite[[[[")]
    [InlineData("\\verb|")]
    [InlineData("\\[")]
    [InlineData("{")]
    [InlineData("%\n")]
    public void Half_a_million_characters_of_anything_take_seconds_at_most(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 500_000 / part.Length));
        var clock = Stopwatch.StartNew();
        TexDraftReader.Read(text);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{part}: {clock.Elapsed}");
    }
}
