namespace Paperboy.Harvest.Sample;

/// <summary>First and family names that go together.</summary>
internal sealed record Culture(IReadOnlyList<string> Given, IReadOnlyList<string> Family);

/// <summary>What invented people and their places of work are called. Any likeness to somebody real is chance.</summary>
internal static class Names
{
    public static readonly IReadOnlyList<Culture> Cultures =
    [
        new(
            ["Ólöf", "Þórdís", "Björk", "Snorri", "Eydís", "Ragnheiður", "Håkon", "Søren", "Åse", "Ingrid"],
            ["Grímsvík", "Fjallbekk", "Østerlund-Krogh", "Brännhage", "Hvalsøy", "Snæfeldt", "Mørkedal", "Lindåker", "Stormvåg", "Ålvik", "Tjärnhed", "Rypefjord"]),
        new(
            ["Amélie", "Benoît", "Clémence", "Théo", "Maëlle", "Gaël", "Noémie", "Loïc", "Anaïs", "Zoé"],
            ["Verdelune", "Châtaigneau", "Grandpré-Lesage", "Fauvelière", "Montbrézil", "Ronceval", "Hautecœur", "Bélangois", "Tourtelle", "Périgault", "d'Arsonvaux"]),
        new(
            ["Jörg", "Käthe", "Ulrike", "Matthäus", "Annelie", "Götz", "Liesl", "Rüdiger", "Mareike", "Veit"],
            ["Nußbaumer-Eck", "Königswieser", "Krähenbühler", "Süßenguth", "Mühlgräber", "Tannhölzl", "Blaurock", "Zwetschgenhofer", "Übelhack", "Wolkenstörfer", "Grünspecht"]),
        new(
            ["Íñigo", "Lucía", "Joaquín", "Begoña", "Tomás", "Inés", "Ramón", "Núria", "Ximena", "Martí"],
            ["Olmedilla", "Peñaranda del Río", "Zubizurrieta", "Castañuela", "Muñagorri", "Valdelagua", "Ibarrondoa", "Quintanuela", "Fontcoberta", "Almendrós", "Sotogrande"]),
        new(
            ["João", "Conceição", "Inácio", "Luísa", "Estêvão", "Graça", "Tainá", "Caetano"],
            ["Figueirinha", "Monteverde Brandão", "Guimarã", "Pedrosinho", "Caldeirão", "Avelãs", "Tapajara", "Conceiçães"]),
        new(
            ["Łukasz", "Małgorzata", "Świętosława", "Jiří", "Zdeňka", "Božena", "Ondřej", "Žofie", "Miloš", "Šárka"],
            ["Wróblikowski", "Zieleńczyk", "Jabłonkiewicz", "Skřivánkov", "Dvořáčkův", "Čermákovič", "Brzózka", "Gąsienik", "Kratochvílek", "Žabický", "Němcovič"]),
        new(
            ["Çiğdem", "Gökhan", "Şebnem", "İlker", "Ayşegül", "Tuğba", "Oğuz", "Ülkü"],
            ["Karaçeşme", "Gülerdağ", "Şimşekoba", "Yıldıztepe", "Özçınar", "Ağaçsever", "Kırlangıçlı", "Demirkuşu"]),
        new(
            ["Nneka", "Chukwuemeka", "Adébáyò", "Folúkẹ́", "Wanjirũ", "Kwabena", "Thandeka", "Sibusiso", "Aminata", "Ousmane"],
            ["Obiadinma", "Ezelioha", "Adéwùràolá", "Ògúnṣeyè", "Mwendwakali", "Boateng-Asuo", "Mthunzikazi", "Ndlovuyane", "Diarrasso", "Sankharé", "Okonjibe", "Wambuire"]),
        new(
            ["Arundhati", "Vikrant", "Meenakshi", "Sourav", "Ishwari", "Kabir", "Tanvi", "Raghunath"],
            ["Chattokar", "Venkatamurali", "Bhattanagari", "Subrahmanti", "Mukherkonda", "Iyengarathnam", "Deshpandur", "Thakurnath", "Perumalla", "Kulkarnavis", "Ranasinghara", "Gopalavaram"]),
        new(
            ["Xiùlán", "Zhìyuǎn", "Měilíng", "Jùnháo", "Yǔtóng", "Ruìxī", "Míngzhé", "Lìhuá"],
            ["Ōuyángfēng", "Shàngguānyí", "Sītúlín", "Dōngfāngmù", "Mùróngxuě", "Zhūgěhé", "Gōngsūnlán", "Língxiāo", "Huángshān", "Xiàhóuqí", "Bǎilǐtáng", "Duānmùqīng"]),
        new(
            ["Haruka", "Kenshirō", "Yūko", "Sōta", "Ayumi", "Ryūnosuke", "Chihiro", "Natsumi"],
            ["Amanogawara", "Kirisakiyama", "Ōtorizawa", "Shiratorinomiya", "Tsukiyonoda", "Hoshimizu", "Kazehayano", "Umenosato", "Yūgirizaki", "Takanedani"]),
        new(
            ["Thị Hạnh", "Đức Minh", "Thu Hằng", "Quốc Bảo", "Siti", "Bayu", "Kailani", "Manaia", "Seo-yeong", "Ha-neul"],
            ["Nguyễnhoa", "Trầnsơn", "Lươngthủy", "Wirakusumah", "Pranatajaya", "Kealohamana", "Tūmanako", "Hwangbora", "Namgungsan", "Seonudam"]),
        new(
            ["Layla", "Yūsuf", "Parisa", "Daryush", "Tamar", "Levan", "Anahit", "Yael", "Farid", "Noor"],
            ["al-Zaytūnī", "Benkhaldara", "Golestanpour", "Mehrabadian", "Tskhalturiani", "Gelovashti", "Arevshatyants", "Ben-Shachar-Lev", "Haddadine", "Qamarzadeh", "Tizirani"]),
        new(
            ["Siobhán", "Cillian", "Gwenllian", "Rhodri", "Philippa", "Barnaby", "Marigold", "Alasdair", "Tamsin", "Eleni", "Stavros"],
            ["Ó Ceallacháinín", "Ní Bhriainín", "Pendrellyn", "Bryn-Tegid", "Thistlewick", "Ashgrove-Pym", "Mossop-Tarn", "Drumlochie", "Trevanneck", "Papadimoulis", "Kyriakopodis"]),
    ];

    public static readonly IReadOnlyList<string> Organizations =
    [
        "University of Lower Saltmarsh", "Institute for Patient Computing", "Nordhavn Polytechnic", "Lakeside Laboratory",
        "Academy of Small Machines", "Université de Valclair", "Technische Hochschule Bärenfels", "Instituto Tres Ríos",
        "Harmattan Research", "Kestrel & Daughters", "Mirabad University", "Tsukimori Institute of Technology",
        "National Centre for Overlooked Data", "Politechnika Zielona", "Banyan Labs", "Southern Cross Observatory School",
        "The Allotment Collective", "Universidade da Serra Alta", "Old Lighthouse Labs", "Bosphorus Night School",
    ];
}
