"""The regions as choices: the 17 of Québec and outside, with the towns people name for them."""

# ruff: noqa: E501  (what people type for a choice stands on one line)
from catalogue.offer.model import Region
from catalogue.words.say import N_
from enrolment.form.values import Choice

OUTSIDE = "outside-quebec"
LIKELY = (
    Region.MONTREAL.value,
    Region.CAPITALE_NATIONALE.value,
    Region.MONTEREGIE.value,
    Region.LAVAL.value,
    Region.OUTAOUAIS.value,
    Region.ESTRIE.value,
    Region.LAURENTIDES.value,
    Region.CHAUDIERE_APPALACHES.value,
)

REGIONS = (
    Choice(
        Region.BAS_SAINT_LAURENT.value,
        N_("Bas-Saint-Laurent"),
        "BSL, Rimouski, Rivière-du-Loup, Matane, Amqui, La Pocatière, Témiscouata",
    ),
    Choice(
        Region.SAGUENAY.value,
        N_("Saguenay–Lac-Saint-Jean"),
        "Saguenay, Lac-Saint-Jean, SLSJ, le Lac, Chicoutimi, Jonquière, Alma, Roberval, Saint-Félicien, La Baie",
    ),
    Choice(
        Region.CAPITALE_NATIONALE.value,
        N_("Capitale-Nationale"),
        "ville de Québec, Québec City, Quebec ville, Charlevoix, Sainte-Foy, Beauport, Charlesbourg, Baie-Saint-Paul, Portneuf",
        maybe="Québec, QC, Qc city",
    ),
    Choice(Region.MAURICIE.value, N_("Mauricie"), "Trois-Rivières, 3-Rivières, TR, Shawinigan, La Tuque, Louiseville"),
    Choice(
        Region.ESTRIE.value,
        N_("Estrie"),
        "Cantons-de-l’Est, Eastern Townships, Townships, Sherbrooke, Magog, Granby, Bromont, Cowansville",
    ),
    Choice(
        Region.MONTREAL.value,
        N_("Montréal"),
        "Mtl, MTL, île de Montréal, Verdun, Lachine, Saint-Laurent, West Island, Ouest-de-l’Île, Pointe-Claire, Westmount, Hochelaga",
    ),
    Choice(Region.OUTAOUAIS.value, N_("Outaouais"), "Gatineau, Hull, Aylmer, Maniwaki, Pontiac, Buckingham"),
    Choice(
        Region.ABITIBI.value,
        N_("Abitibi-Témiscamingue"),
        "Abitibi, Témiscamingue, Rouyn, Rouyn-Noranda, Val-d’Or, Amos, La Sarre",
    ),
    Choice(Region.COTE_NORD.value, N_("Côte-Nord"), "North Shore of Québec, Sept-Îles, 7-Îles, Baie-Comeau, Port-Cartier, Fermont"),
    Choice(
        Region.NORD_DU_QUEBEC.value,
        N_("Nord-du-Québec"),
        "Chibougamau, Baie-James, James Bay, Nunavik, Kuujjuaq, Matagami, Eeyou Istchee",
    ),
    Choice(
        Region.GASPESIE.value,
        N_("Gaspésie–Îles-de-la-Madeleine"),
        "Gaspésie, Gaspé, les Îles, Îles-de-la-Madeleine, Magdalen Islands, Carleton, Chandler, Percé",
    ),
    Choice(
        Region.CHAUDIERE_APPALACHES.value,
        N_("Chaudière-Appalaches"),
        "Lévis, Beauce, Saint-Georges, Thetford, Thetford Mines, Sainte-Marie, Montmagny",
    ),
    Choice(Region.LAVAL.value, N_("Laval"), "Chomedey, Sainte-Rose, Laval-des-Rapides"),
    Choice(Region.LANAUDIERE.value, N_("Lanaudière"), "Joliette, Repentigny, Terrebonne, Mascouche, L’Assomption, Berthierville"),
    Choice(
        Region.LAURENTIDES.value,
        N_("Laurentides"),
        "Laurentians, Saint-Jérôme, Mont-Tremblant, Tremblant, Blainville, Saint-Eustache, Mirabel, Sainte-Thérèse, Boisbriand",
    ),
    Choice(
        Region.MONTEREGIE.value,
        N_("Montérégie"),
        "Rive-Sud, South Shore, Longueuil, Brossard, Saint-Hyacinthe, Saint-Jean-sur-Richelieu, Valleyfield, Vaudreuil, Châteauguay, Sorel, Boucherville",
    ),
    Choice(
        Region.CENTRE_DU_QUEBEC.value,
        N_("Centre-du-Québec"),
        "Drummondville, Drummond, Victoriaville, Victo, Bécancour, Nicolet, Plessisville",
    ),
    Choice(
        OUTSIDE,
        N_("Outside Québec"),
        "hors Québec, hors du Québec, à l’extérieur du Québec, Ontario, Ottawa, Toronto, Nouveau-Brunswick, New Brunswick, Moncton, Alberta, France, out of province",
        maybe="Québec, Canada",
    ),
)
