import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Version;

/**
 * Lucene as a peer in the benchmark: one text field of title and abstract with positions, a stored id (the line's
 * number), EnglishAnalyzer, BM25, one segment. All peers take the same arguments and print the same JSON.
 *
 * <pre>
 * LucenePeer index CORPUS.tsv FOLDER [--documents N] [--threads N]
 * LucenePeer search FOLDER QUERIES [--repeat N] [--first N] [--times]
 * </pre>
 */
public final class LucenePeer {
    private static final String TEXT = "text";
    private static final String ID = "id";
    private static final String ENGINE = "Lucene " + Version.LATEST;
    private static final int LIMIT = 10;

    // Whole passes before anything is measured: a single short one would measure the just-in-time compiler.
    private static final double WARM_SECONDS = 5;

    // Up to here Lucene counts hits exactly; beyond, it may skip what cannot reach the best ten.
    private static final int TOTAL_HITS_THRESHOLD = 1000;

    public static void main(String[] args) throws Exception {
        if (args.length >= 3 && args[0].equals("index")) {
            index(Path.of(args[1]), Path.of(args[2]), option(args, "--documents", Integer.MAX_VALUE),
                option(args, "--threads", Runtime.getRuntime().availableProcessors()));
        } else if (args.length >= 3 && args[0].equals("search")) {
            search(Path.of(args[1]), Path.of(args[2]), option(args, "--repeat", 3),
                option(args, "--first", Integer.MAX_VALUE), Arrays.asList(args).contains("--times"));
        } else {
            System.err.println("usage: LucenePeer index CORPUS.tsv FOLDER [--documents N] [--threads N]\n"
                + "       LucenePeer search FOLDER QUERIES [--repeat N] [--first N] [--times]");
            System.exit(2);
        }
    }

    private static void index(Path corpus, Path folder, int documents, int threads) throws Exception {
        IndexWriterConfig config = new IndexWriterConfig(new EnglishAnalyzer());
        config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
        config.setSimilarity(new BM25Similarity());
        config.setRAMBufferSizeMB(256);
        long started = System.nanoTime();
        double added;
        double merged;
        int count;
        try (Directory directory = FSDirectory.open(folder);
            IndexWriter writer = new IndexWriter(directory, config);
            Corpus lines = new Corpus(corpus, documents)) {
            feed(writer, lines, threads);
            writer.commit();
            added = secondsSince(started);
            started = System.nanoTime();
            writer.forceMerge(1);
            writer.commit();
            merged = secondsSince(started);
            count = writer.getDocStats().numDocs;
        }

        System.out.printf(Locale.ROOT,
            "{\"engine\":\"%s\",\"documents\":%d,\"indexSeconds\":%.1f,\"mergeSeconds\":%.1f,\"indexBytes\":%d}%n",
            ENGINE, count, added, merged, sizeOf(folder));
    }

    private static void feed(IndexWriter writer, Corpus lines, int threads) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(pool.submit(() -> {
                    addAll(writer, lines);
                    return null;
                }));
            }

            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        } finally {
            pool.shutdownNow();
        }
    }

    private static void addAll(IndexWriter writer, Corpus lines) throws IOException {
        var text = new TextField(TEXT, "", Field.Store.NO);
        var id = new StoredField(ID, "");
        var document = new Document();
        document.add(text);
        document.add(id);
        List<Line> batch = new ArrayList<>();
        while (lines.next(batch)) {
            for (Line line : batch) {
                text.setStringValue(line.text().replace('\t', ' '));
                id.setStringValue(Integer.toString(line.number()));
                writer.addDocument(document);
            }
        }
    }

    private static void search(Path folder, Path file, int repeat, int first, boolean withTimes) throws Exception {
        List<String> queries = Files.readAllLines(file, StandardCharsets.UTF_8);
        queries = queries.subList(0, Math.min(first, queries.size()));
        long started = System.nanoTime();
        try (Directory directory = FSDirectory.open(folder); DirectoryReader reader = DirectoryReader.open(directory)) {
            double openMs = (System.nanoTime() - started) / 1e6;
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setSimilarity(new BM25Similarity());
            searcher.setQueryCache(null);
            Analyzer analyzer = new EnglishAnalyzer();
            long warmFrom = System.nanoTime();
            do {
                for (String query : queries) {
                    ask(searcher, analyzer, query);
                }
            } while (secondsSince(warmFrom) < WARM_SECONDS);

            double[][] times = new double[queries.size()][repeat];
            for (int pass = 0; pass < repeat; pass++) {
                for (int i = 0; i < queries.size(); i++) {
                    long asked = System.nanoTime();
                    ask(searcher, analyzer, queries.get(i));
                    times[i][pass] = (System.nanoTime() - asked) / 1e6;
                }
            }

            report(reader.numDocs(), times, sizeOf(folder), openMs, withTimes);
        }
    }

    /** From the text of a query to the ids of its ten best: analysis, search, stored ids. */
    private static String[] ask(IndexSearcher searcher, Analyzer analyzer, String query) throws IOException {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        try (TokenStream words = analyzer.tokenStream(TEXT, new StringReader(query))) {
            CharTermAttribute word = words.addAttribute(CharTermAttribute.class);
            words.reset();
            while (words.incrementToken()) {
                any.add(new TermQuery(new Term(TEXT, word.toString())), BooleanClause.Occur.SHOULD);
            }

            words.end();
        }

        TopScoreDocCollector best = TopScoreDocCollector.create(LIMIT, TOTAL_HITS_THRESHOLD);
        searcher.search(any.build(), best);
        ScoreDoc[] hits = best.topDocs().scoreDocs;
        String[] ids = new String[hits.length];
        for (int i = 0; i < hits.length; i++) {
            ids[i] = searcher.doc(hits[i].doc, Set.of(ID)).get(ID);
        }

        return ids;
    }

    private static void report(int documents, double[][] times, long bytes, double openMs, boolean withTimes)
        throws IOException {
        double[] asAsked = Arrays.stream(times).mapToDouble(passes -> at(sorted(passes), 0.5)).toArray();
        double[] medians = sorted(asAsked);
        String each = withTimes ? ",\"times\":" + Arrays.toString(asAsked).replace(" ", "") : "";
        System.out.printf(Locale.ROOT,
            "{\"engine\":\"%s\",\"documents\":%d,\"queries\":%d,\"p50Ms\":%.4f,\"p90Ms\":%.4f,\"p99Ms\":%.4f,\"meanMs\":%.4f,"
                + "\"indexBytes\":%d,\"openMs\":%.2f,\"rssAnonBytes\":%d%s}%n",
            ENGINE, documents, medians.length, at(medians, 0.5), at(medians, 0.9), at(medians, 0.99),
            Arrays.stream(medians).average().orElse(0), bytes, openMs, rssAnon(), each);
    }

    private static double[] sorted(double[] values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }

    private static double at(double[] ascending, double share) {
        return ascending[Math.min(ascending.length - 1, (int) (ascending.length * share))];
    }

    private static long rssAnon() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }

        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024).findFirst().orElse(0);
        }
    }

    private static long sizeOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static double secondsSince(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    private static int option(String[] args, String name, int otherwise) {
        int place = Arrays.asList(args).indexOf(name);
        return place < 0 ? otherwise : Integer.parseInt(args[place + 1]);
    }

    private record Line(int number, String text) {
    }

    /** The corpus, handed out in batches, so that threads do not meet at every line. */
    private static final class Corpus implements AutoCloseable {
        private static final int BATCH = 500;

        private final BufferedReader reader;
        private final int most;
        private int number;

        Corpus(Path file, int most) throws IOException {
            reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8), 1 << 20);
            this.most = most;
        }

        /** False when there is no line left. */
        synchronized boolean next(List<Line> batch) throws IOException {
            batch.clear();
            String text;
            while (batch.size() < BATCH && number < most && (text = reader.readLine()) != null) {
                batch.add(new Line(++number, text));
            }

            return !batch.isEmpty();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
